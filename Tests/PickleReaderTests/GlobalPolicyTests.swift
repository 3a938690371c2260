import PickleReader
import Testing

/// What healthy files name, and how what they do not name is refused.
struct GlobalPolicyTests {
    private static let coreModules = ["numpy", "numpy.core._multiarray_umath", "numpy._core._multiarray_umath"]

    private func refusal(of file: PickleAssembler) -> PickleError? {
        do throws(PickleError) {
            _ = try PickleGraph(file.file)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: coreModules)
    func `Numpy's functions are names under each spelling`(_ module: String) throws {
        for name in ["log", "log1p", "exp", "expm1", "sqrt", "square", "absolute", "tanh", "sign", "rint"] {
            let root = try PickleGraph(PickleAssembler().stackGlobal(module, name).file).root
            #expect(root.global == GlobalName(module: module, name: name))
        }
    }

    @Test(arguments: ["numpy.core", "numpy._core"])
    func `A function that numpy wrote as a call is a name too`(_ module: String) throws {
        let file = PickleAssembler().global(module, "_ufunc_reconstruct")
            .tuple { $0.text("numpy.core._multiarray_umath").text("log1p") }.reduce()
        let root = try PickleGraph(file.file).root
        #expect(root.global == GlobalName(module: "numpy.core._multiarray_umath", name: "log1p"))
        for (owner, name) in [("os", "system"), ("builtins", "getattr"), ("numpy", "load")] {
            let hostile = PickleAssembler().global(module, "_ufunc_reconstruct").tuple { $0.text(owner).text(name) }
            #expect(refusal(of: hostile.reduce())?.message.contains("\(owner).\(name)") == true)
        }
    }

    @Test(arguments: [
        "builtins.eval", "builtins.type", "numpy.load", "numpy.fromfile",
        "numpy.core.records.fromfile", "numpy.f2py.compile", "scipy.stats._continuous_distnsx.f", "scipy.io.loadmat",
        "operator.itemgetter", "datetime.datetime", "decimal.Decimal", "uuid.UUID", "xgboost.core.DMatrix",
        "joblib.load", "pandas.read_pickle", "functools.reduce", "types.FunctionType",
    ])
    func `Names outside stay refused`(_ name: String) {
        let words = name.split(separator: ".")
        let file = PickleAssembler().stackGlobal(words.dropLast().joined(separator: "."), String(words.last ?? ""))
        #expect(refusal(of: file)?.code == .refusedGlobal)
        #expect(refusal(of: file)?.message.contains(name) == true)
    }

    @Test(arguments: [
        "__main__.log_columns", "__mp_main__.f", "cloudpickle.cloudpickle._make_function",
        "cloudpickle.cloudpickle._builtin_type", "dill._dill._create_function",
    ])
    func `Code of the author's own is refused with the way out`(_ name: String) {
        let words = name.split(separator: ".")
        let file = PickleAssembler().stackGlobal(words.dropLast().joined(separator: "."), String(words.last ?? ""))
        let error = refusal(of: file)
        #expect(error?.code == .refusedGlobal)
        #expect(error?.message.contains(name) == true)
        #expect(error?.message.contains("FunctionTransformer") == true)
        #expect(error?.message.contains("nothing was run") == true)
    }

    @Test(arguments: ["joblib.numpy_pickle", "sklearn.externals.joblib.numpy_pickle", "joblib.numpy_pickle_compat"])
    func `Arrays in files of their own are refused with a sentence`(_ module: String) {
        for name in ["NDArrayWrapper", "ZNDArrayWrapper"] {
            let error = refusal(of: PickleAssembler().global(module, name))
            #expect(error?.code == .refusedGlobal)
            #expect(error?.message.contains("joblib before 0.10") == true)
        }
    }

    // MARK: Reading attributes

    private static let distribution = PickleAssembler().global("scipy.stats._discrete_distns", "randint_gen").raw(")")
        .newObject().raw([0x94])

    /// `distribution` with the call `getattr(argument, attribute)` in its state.
    private func search(
        _ module: String = "builtins",
        attribute: String = "_entropy",
        owner: (PickleAssembler) -> PickleAssembler = { $0.raw("h\u{0}") }
    ) -> PickleAssembler {
        Self.distribution.dictionary { state in
            state.text("vecentropy").global(module, "getattr").tuple { owner($0).text(attribute) }.reduce()
        }.build()
    }

    @Test(arguments: ["builtins", "__builtin__"])
    func `The one attribute that scipy's distributions read is a record`(_ module: String) throws {
        let graph = try PickleGraph(search(module).file)
        let call = try #require(graph.root["vecentropy"])
        #expect(call.kind == .record)
        #expect(call.className == GlobalName(module: module, name: "getattr"))
        #expect(call.state == nil)
        let lenient = try PickleGraph(search(module).file, policy: GlobalPolicy.scikitLearn.lenient)
        #expect(lenient.refusedGlobals.isEmpty)
    }

    @Test func `Any other reading of an attribute is refused by name`() throws {
        let reader: (PickleAssembler) -> PickleAssembler = { $0.global("builtins", "getattr") }
        let call: (PickleAssembler) -> PickleAssembler = {
            reader($0).tuple { $0.raw("h\u{0}").text("_entropy") }.reduce()
        }
        let files = [
            search(attribute: "__class__"), search(attribute: "_ctor"), search(attribute: ""),
            search(owner: { $0.global("scipy.stats._discrete_distns", "randint_gen") }),
            search(owner: { $0.text("x") }), search(owner: { $0.global("sklearn.x", "X").raw(")").newObject() }),
            search(owner: { $0.global("numpy", "dtype").raw(")").newObject() }),
            // Named, and then put aside, kept, dropped, handed on or returned.
            reader(Self.distribution), reader(Self.distribution).raw("0"), reader(Self.distribution).raw([0x85]),
            reader(PickleAssembler()), reader(PickleAssembler().emptyList()).raw("a"),
            PickleAssembler().emptyDictionary().text("x").global("builtins", "getattr").raw("s"),
            reader(PickleAssembler().global("functools", "partial")).raw([0x85]).reduce(),
            reader(PickleAssembler()).raw(")").newObject(), reader(PickleAssembler()).raw(")").reduce(),
            // One allowed call does not pay for a second use.
            call(Self.distribution.mark()).global("builtins", "getattr").raw("t"),
            call(reader(Self.distribution.mark()).raw("2")).raw("t"),
            reader(Self.distribution.mark()).raw([0x94]).raw("0").raw("h\u{1}").raw("t"),
        ]
        for (index, file) in files.enumerated() {
            let error = refusal(of: file)
            #expect(error?.code == .refusedGlobal, "file \(index): \(error?.message ?? "read")")
            #expect(error?.message.contains("getattr") == true)
            guard let graph = try? PickleGraph(file.file, policy: GlobalPolicy.scikitLearn.lenient) else { continue }
            #expect(graph.refusedGlobals.map(\.name) == ["getattr"], "file \(index)")
        }
    }

    @Test func `An attribute that was read is not called and gets no state`() {
        let called = Self.distribution.raw("0").global("builtins", "getattr")
            .tuple { $0.raw("h\u{0}").text("_entropy") }.reduce().raw(")").reduce()
        #expect(code(reading: called.file) == .malformed)
        let given = Self.distribution.raw("0").global("builtins", "getattr")
            .tuple { $0.raw("h\u{0}").text("_entropy") }.reduce().emptyDictionary().build()
        #expect(code(reading: given.file) == .malformed)
    }
}
