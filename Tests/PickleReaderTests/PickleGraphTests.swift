import PickleReader
import Testing

/// What each instruction makes; the expected values are what CPython's `pickle.loads` gives.
struct PickleGraphTests {
    private func root(_ text: String) throws -> PickleValue {
        try PickleGraph(PickleAssembler(protocol: nil).raw(text).file).root
    }

    private func root(_ assembler: PickleAssembler) throws -> PickleValue {
        try PickleGraph(assembler.file).root
    }

    @Test(arguments: [
        ("I42\n", 42), ("I-7\n", -7), ("L99L\n", 99), ("L-5L\n", -5), ("K\u{1}", 1), ("M\u{1}\u{1}", 257),
    ])
    func `Whole numbers are read in every notation`(_ text: String, _ expected: Int) throws {
        #expect(try root(text).integer == expected)
    }

    @Test(
        arguments: [
            ([0x8a, 0], 0), ([0x8a, 1, 0xff], -1), ([0x8a, 2, 0x00, 0x80], -32768), ([0x8a, 2, 0xff, 0x00], 255),
            ([0x4a, 0xff, 0xff, 0xff, 0xff], -1), ([0x8b, 1, 0, 0, 0, 7], 7),
        ] as [([UInt8], Int)]
    )
    func `Binary whole numbers have a sign`(_ bytes: [UInt8], _ expected: Int) throws {
        #expect(try root(PickleAssembler().raw(bytes)).integer == expected)
    }

    @Test func `Integers beyond 64 bits are kept as such`() throws {
        #expect(try root("L123456789012345678901234567890L\n").kind == .bigInteger)
        #expect(try root(PickleAssembler().raw([0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1])).kind == .bigInteger)
    }

    @Test func `Floats are read from text and from eight bytes`() throws {
        #expect(try root("F1.5\n").number == 1.5)
        #expect(try root("F-inf\n").number == -.infinity)
        #expect(try root(PickleAssembler().raw([0x47, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0])).number == 1.5)
    }

    @Test func `Booleans are read in both notations`() throws {
        #expect(try root("I01\n").boolean == true)
        #expect(try root("I00\n").boolean == false)
        #expect(try root(PickleAssembler().boolean(true)).boolean == true)
    }

    @Test func `Text of protocol 0 is unescaped`() throws {
        #expect(try root("Vplain\n").text == "plain")
        #expect(try root("Va\\u005cb\\u000ac\\U0001f600\n").text == "a\\b\nc\u{1f600}")
        #expect(try root(PickleAssembler(protocol: nil).raw([0x56, 0xe9, 0x0a])).text == "é")
    }

    @Test func `A memo gives the same value again`() throws {
        let value = try root(PickleAssembler().emptyList().raw([0x94]).text("x").raw("a").raw("h\u{0}").raw([0x86]))
        let members = try #require(value.elements)
        #expect(members.count == 2)
        #expect(members[0].identity == members[1].identity)
        #expect(members[1].elements?.first?.text == "x")
    }

    @Test func `An object keeps its class, its arguments and its attributes`() throws {
        let object = PickleAssembler().stackGlobal("sklearn.dummy", "DummyClassifier").tuple { $0.integer(3) }
            .newObject()
            .dictionary { $0.text("strategy").text("prior").text("strategy").text("uniform") }.build()
        let value = try root(object)
        #expect(value.className == GlobalName(module: "sklearn.dummy", name: "DummyClassifier"))
        #expect(value.arguments?.first?.integer == 3)
        #expect(value["strategy"]?.text == "uniform", "the last of two entries counts")
        #expect(value["other"] == nil)
    }

    @Test func `Objects of protocol 0 are read as those of later ones`() throws {
        let object = PickleAssembler(protocol: nil).global("copy_reg", "_reconstructor")
            .raw("(csklearn.dummy\nDummyClassifier\nc__builtin__\nobject\nNtR")
            .raw("(dVstrategy\nVprior\nsb")
        let value = try root(object)
        #expect(value.className?.name == "DummyClassifier")
        #expect(value["strategy"]?.text == "prior")
    }

    @Test func `An entry of a dictionary-like object is found`() throws {
        let value = try root(
            PickleAssembler().global("sklearn.utils._bunch", "Bunch").raw(")").newObject().mark().text("a").integer(1)
                .raw("u")
        )
        #expect(value["a"]?.integer == 1)
    }

    @Test func `Sets and frozen sets have members`() throws {
        #expect(try root(PickleAssembler().raw([0x8f]).mark().integer(1).integer(2).raw([0x90])).elements?.count == 2)
        #expect(try root(PickleAssembler().mark().integer(1).raw([0x91])).elements?.count == 1)
    }

    @Test func `Every global is listed once and in order`() throws {
        let graph = try PickleGraph(
            PickleAssembler().tuple {
                $0.global("numpy", "ndarray").global("numpy", "dtype").global("numpy", "ndarray")
            }.file
        )
        #expect(graph.globals.map(\.description) == ["numpy.dtype", "numpy.ndarray"])
        #expect(graph.refusedGlobals.isEmpty)
        #expect(graph.protocolVersion == 4)
    }
}
