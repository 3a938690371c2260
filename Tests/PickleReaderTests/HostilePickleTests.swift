import PickleReader
import Testing

/// One test for each way in which pickles attack their readers.
struct HostilePickleTests {
    private static let most = UInt64.max

    // MARK: Names

    @Test(arguments: [
        ("os", "system"), ("posix", "system"), ("nt", "system"), ("subprocess", "Popen"), ("builtins", "eval"),
        ("builtins", "exec"), ("builtins", "getattr"), ("__builtin__", "eval"), ("__main__", "f"),
        ("runpy", "_run_code"),
        ("webbrowser", "open"), ("importlib", "import_module"), ("operator", "attrgetter"), ("functools", "reduce"),
        ("pip._internal", "main"), ("numpy.testing._private.utils", "runstring"), ("torch", "load"),
        ("sklearnx.f", "g"),
        ("builtins", "object.__subclasses__"), ("sklearn.utils", "os.system"),
    ])
    func `A global that no model needs is refused by its full name`(_ module: String, _ name: String) {
        let files = [
            PickleAssembler(protocol: 0).global(module, name).raw("(S'true'\ntR"),
            PickleAssembler().stackGlobal(module, name).tuple { $0.text("true") }.reduce(),
            PickleAssembler(protocol: nil).raw("(S'true'\ni\(module)\n\(name)\n"),
            PickleAssembler(protocol: nil).mark().global(module, name).raw("S'true'\no"),
        ]
        for file in files {
            let error = #expect(throws: PickleError(.refusedGlobal, "")) { try PickleGraph(file.file) }
            #expect(error?.message.contains("\(module).\(name)") == true)
            #expect(error?.message.contains("nothing was run") == true)
        }
    }

    @Test func `Looking into a hostile file names its globals and runs nothing`() throws {
        let file = PickleAssembler(protocol: nil).raw("(S'true'\nios\nsystem\n").raw("0")
            .global("numpy", "dtype").raw("0").global("builtins", "eval").raw("(S'1'\ntR").file
        let graph = try PickleGraph(file, policy: GlobalPolicy.scikitLearn.lenient)
        #expect(graph.globals.map(\.description) == ["builtins.eval", "numpy.dtype", "os.system"])
        #expect(graph.refusedGlobals.map(\.description) == ["builtins.eval", "os.system"])
    }

    @Test func `Names cannot write to a terminal`() {
        let file = PickleAssembler().stackGlobal("sklearn.x", "\u{1b}[2J\u{202e}f\n")
        let error = #expect(throws: PickleError(.refusedGlobal, "")) { try PickleGraph(file.file) }
        #expect(error?.message.contains("sklearn.x.\\u{1b}[2J\\u{202e}f\\u{a}") == true)
    }

    @Test func `Only named classes are called`() {
        let computed = PickleAssembler().global("functools", "partial").raw(")R").raw(")R")
        #expect(code(reading: computed.file) == .malformed)
        let object = PickleAssembler().text("name").raw(")").newObject()
        #expect(code(reading: object.file) == .malformed)
    }

    @Test func `State goes to objects only, and once`() {
        let onClass = PickleAssembler().global("sklearn.dummy", "DummyClassifier").emptyDictionary().build()
        #expect(code(reading: onClass.file) == .malformed)
        let twice = PickleAssembler().global("sklearn.dummy", "DummyClassifier").raw(")").newObject()
            .emptyDictionary().build().emptyDictionary().build()
        #expect(code(reading: twice.file) == .malformed)
    }

    @Test(
        arguments: [
            [0x82, 1], [0x83, 1, 0], [0x84, 1, 0, 0, 0], Array("Pid\n".utf8), Array("NQ".utf8), [0x97], [0x4e, 0x98],
        ] as [[UInt8]]
    )
    func `Instructions that reach outside of the file are refused`(_ instruction: [UInt8]) {
        #expect(code(reading: PickleAssembler().raw(instruction).file) == .refusedOpcode)
    }

    @Test func `Old instances are refused`() {
        let instance = PickleAssembler(protocol: nil).raw("(isklearn.dummy\nDummyClassifier\n")
        #expect(code(reading: instance.file) == .refusedOpcode)
        let object = PickleAssembler(protocol: nil).raw("(csklearn.dummy\nDummyClassifier\no")
        #expect(code(reading: object.file) == .refusedOpcode)
    }

    // MARK: Lengths

    @Test(arguments: [0x8d, 0x8e, 0x95, 0x96] as [UInt8])
    func `A length beyond the file ends the reading before anything is allocated`(_ opcode: UInt8) {
        for length in [Self.most, 1 << 63, 1 << 62, 1 << 40, 100] {
            #expect(code(reading: PickleAssembler().raw(opcode, length).file) == .truncated)
        }
    }

    @Test func `Negative and huge 32-bit lengths end the reading`() {
        for opcode in Array("TXB".utf8) {
            #expect(code(reading: PickleAssembler().raw(opcode, Int32(-1)).file) == .truncated)
        }
        #expect(code(reading: PickleAssembler().raw(0x8b, Int32(-1)).file) == .overBudget)
    }

    @Test func `Numbers without end are refused`() {
        let digits = String(repeating: "9", count: 100_000)
        #expect(code(reading: PickleAssembler().raw("I\(digits)\n").file) == .overBudget)
        #expect(code(reading: PickleAssembler().raw("L\(digits)L\n").file) == .overBudget)
        #expect(code(reading: PickleAssembler().raw("F\(digits)\n").file) == .overBudget)
        #expect(
            code(reading: PickleAssembler().raw([0x8a, 255] + [UInt8](repeating: 1, count: 255)).file) == .overBudget
        )
    }

    @Test func `Floods of names are refused`() {
        var budget = PickleBudget()
        budget.globals = 10
        let file = (0..<11).reduce(PickleAssembler()) { $0.global("sklearn.x", "X\($1)").raw("0") }.none()
        #expect(code(reading: file.file, budget: budget) == .overBudget)
    }

    @Test func `Long names are refused`() {
        let name = String(repeating: "a", count: 100_000)
        #expect(code(reading: PickleAssembler().global("sklearn.\(name)", "x").file) == .overBudget)
        #expect(code(reading: PickleAssembler().stackGlobal("sklearn.x", name).file) == .overBudget)
    }

    @Test(arguments: [
        "I\n", "Ix\n", "L\n", "L-\n", "F\n", "Fx\n", "p-1\n", "gx\n", "V\\ud800\n", "V\\u00\n", "S'\n", "Sx\n",
    ])
    func `Text that is no value is refused`(_ text: String) {
        #expect(code(reading: PickleAssembler(protocol: nil).raw("N").raw(text).file) == .malformed)
    }

    // MARK: Memo and stack

    @Test func `A memo index beyond the file is refused, and a gap is none`() throws {
        #expect(code(reading: PickleAssembler().none().raw(0x72, UInt32.max).file) == .overBudget)
        #expect(code(reading: PickleAssembler().none().raw("p99999999999\n").file) == .overBudget)
        #expect(code(reading: PickleAssembler().raw("h\u{7}").file) == .malformed)
        let far = PickleAssembler().mark().text("a").raw("q\u{9}0h\u{9}").raw([0x94]).raw("h\u{1}h\u{9}t")
        #expect(try PickleGraph(far.file).root.elements?.map(\.text) == ["a", "a", "a"])
    }

    @Test(arguments: [
        "", "a", "Na", "]a", "(a", "NNa", "(]Na", "e", "(e", "N(e", "Ne", "s", "}Ns", "(NNs", "}NNNs0s", "u", "(u",
        "}(Nu", "NN(NNu",
        "t", "Nt", "d", "(Nd", "l", "R", "NR", "NNR", "N)b", "b", "0", "1", "N1", "2", "(2", "q\u{1}", "(q\u{1}",
        "p1\n",
        "\u{1}", "]]b", "(N0(a",
    ])
    func `Instructions without the values that they need are refused`(_ text: String) {
        #expect(code(reading: PickleAssembler(protocol: nil).raw(text).file) == .malformed)
    }

    @Test func `Floods of marks, values and instructions are refused`() {
        var budget = PickleBudget()
        budget.stack = 1000
        #expect(code(reading: PickleAssembler().raw("(", times: 2000).file, budget: budget) == .overBudget)
        #expect(code(reading: PickleAssembler().raw("N", times: 2000).file, budget: budget) == .overBudget)
        budget.operations = 3000
        #expect(code(reading: PickleAssembler().raw("N0", times: 2000).file, budget: budget) == .overBudget)
        budget = PickleBudget()
        budget.items = 1000
        #expect(code(reading: PickleAssembler().raw("N0", times: 2000).file, budget: budget) == .overBudget)
    }

    @Test func `Values left over at the end are refused`() {
        #expect(code(reading: PickleAssembler().raw("NN").file) == .malformed)
        #expect(code(reading: PickleAssembler().raw("(N").file) == .malformed)
    }

    @Test func `Bytes and pickles after the end are refused`() {
        #expect(code(reading: PickleAssembler().none().file + [0]) == .malformed)
        let second = PickleAssembler().global("os", "system").file
        #expect(code(reading: PickleAssembler().none().file + second) == .malformed)
    }

    // MARK: Nesting

    @Test func `Deep nesting is refused, whichever way it is built`() {
        let lists = PickleAssembler().raw("]", times: 100_000).raw("a", times: 99_999)
        #expect(code(reading: lists.file) == .overBudget)
        let tuples = PickleAssembler().raw(")").raw([UInt8](repeating: 0x85, count: 100_000))
        #expect(code(reading: tuples.file) == .overBudget)
        let objects = PickleAssembler().raw("csklearn.dummy\nX\n", times: 1000).raw("N").raw("\u{85}R", times: 1000)
        #expect(throws: PickleError.self) { try PickleGraph(objects.file) }
    }

    @Test func `Deep nesting built from the outside in is read and freed without recursion`() throws {
        // Each list is put into the one before through the memo, so that no step sees the whole depth.
        let chain = PickleAssembler().emptyList().raw("q\u{0}").raw("h\u{0}]q\u{0}a0", times: 100_000)
        #expect(try PickleGraph(chain.file).root.elements?.count == 1)
        let cycle = try PickleGraph(PickleAssembler().emptyList().raw("q\u{0}h\u{0}a").file)
        #expect(cycle.root.elements?.first?.identity == cycle.root.identity)
    }

    @Test func `Billions of laughs stay a handful of values`() throws {
        var file = PickleAssembler().emptyList().raw("q\u{0}")
        for _ in 0..<60 { file = file.raw("0](").raw("h\u{0}", times: 10).raw("eq\u{0}") }
        let root = try PickleGraph(file.file).root
        #expect(root.elements?.count == 10)
    }

    @Test func `Keys that are costly to hash are refused`() {
        let tuple = PickleAssembler().emptyDictionary().raw("NN").raw([0x86]).none().raw("s")
        #expect(code(reading: tuple.file) == .malformed)
        #expect(code(reading: PickleAssembler().emptyDictionary().emptyList().none().raw("s").file) == .malformed)
        #expect(code(reading: PickleAssembler().raw([0x8f]).mark().raw(")").raw([0x90]).file) == .malformed)
    }

    @Test func `Pickles in pickles in pickles are refused`() {
        var file = PickleAssembler()
        for _ in 0..<10 { file = file.wrapper([1], type: { $0.type("O", order: "|") }) }
        #expect(code(reading: file.file) == .overBudget)
    }

    @Test func `A nested pickle obeys the same policy and budget`() {
        let inner = PickleAssembler().global("os", "system").raw("(S'true'\ntR")
        let file = PickleAssembler().wrapper([1], type: { $0.type("O", order: "|") }).raw(inner.file)
        #expect(code(reading: file.file) == .refusedGlobal)
        let value = PickleAssembler().wrapper([1], type: { $0.type("O", order: "|") }).raw(
            PickleAssembler().none().file
        )
        #expect(code(reading: value.file) == .malformed)
        var budget = PickleBudget()
        budget.operations = 200
        let long = PickleAssembler().wrapper([1], type: { $0.type("O", order: "|") }).raw("N0", times: 500)
        #expect(code(reading: long.file, budget: budget) == .overBudget)
    }

    // MARK: Arrays

    @Test(
        arguments: [
            [1 << 62], [1 << 62, 1 << 62], [0, 1 << 62], [1 << 62, 0], [-1], [-1, -8], [2], [.max, 2], [9],
        ] as [[Int64]]
    )
    func `A shape that its bytes do not fill exactly is refused`(_ shape: [Int64]) {
        let plain = PickleAssembler().array(
            shape,
            type: { $0.type("f8") },
            content: { $0.data([1, 2, 3, 4, 5, 6, 7, 8]) }
        )
        #expect(throws: PickleError.self) { try PickleGraph(plain.file) }
        let wrapped = PickleAssembler().wrapper(shape, type: { $0.type("f8") }).raw([1, 0xff]).raw([
            1, 2, 3, 4, 5, 6, 7, 8,
        ])
        #expect(throws: PickleError.self) { try PickleGraph(wrapped.file) }
    }

    @Test func `An array of texts without width is not larger than its file`() {
        let file = PickleAssembler().array([1 << 40], type: { $0.type("U0") }, content: { $0.data([]) })
        #expect(code(reading: file.file) == .malformed)
    }

    @Test func `Objects are never read from bytes`() {
        let bytes = [UInt8](repeating: 0x41, count: 8)
        let plain = PickleAssembler().array([1], type: { $0.type("O", order: "|") }, content: { $0.data(bytes) })
        #expect(code(reading: plain.file) == .malformed)
        let buffer = PickleAssembler().global("numpy._core.numeric", "_frombuffer")
            .tuple { $0.data(bytes).type("O", order: "|").tuple { $0.integer(1) }.text("C") }.reduce()
        #expect(code(reading: buffer.file) == .malformed)
    }

    @Test(arguments: [("O", 0), ("V8", 0), ("f8", 9), ("f8", -1), ("f8", Int32.max)] as [(String, Int32)])
    func `A field that is no number inside its structure is refused`(_ code: String, _ offset: Int32) {
        let type: (PickleAssembler) -> PickleAssembler = { assembler in
            assembler.global("numpy", "dtype").tuple { $0.text("V16").boolean(false).boolean(true) }.reduce()
                .tuple { state in
                    state.integer(3).text("|").none().tuple { $0.text("f") }
                        .dictionary { fields in fields.text("f").tuple { $0.type(code).integer(offset) } }
                        .integer(16).integer(1).integer(16)
                }.build()
        }
        let bytes = [UInt8](repeating: 0, count: 16)
        let file = PickleAssembler().array([1], type: type, content: { $0.data(bytes) })
        #expect(throws: PickleError(.malformed, "")) { try PickleGraph(file.file) }
    }

    @Test func `A list that changes after it became an array is no array of objects`() throws {
        let file = PickleAssembler().emptyList().raw("q\u{5}0")
            .array([0], type: { $0.type("O", order: "|") }, content: { $0.raw("h\u{5}") })
            .raw("h\u{5}Na0")
        let root = try PickleGraph(file.file).root
        #expect(root.array?.objects() == nil)
    }

    @Test func `One large value that is used again and again is refused`() {
        let large = String(repeating: "a", count: 200_000)
        let file = PickleAssembler().text(large).raw("q\u{0}0")
            .raw("c_codecs\nencode\n(h\u{0}X\u{6}\u{0}\u{0}\u{0}latin1tR0", times: 1000).none()
        #expect(code(reading: file.file) == .overBudget)
    }
}
