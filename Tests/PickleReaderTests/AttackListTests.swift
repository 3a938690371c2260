import PickleReader
import Testing

/// Equivalents of the attacks that scanners of pickles are tested with, made here instruction by instruction.
struct AttackListTests {
    /// Ways to a shell, a file, a socket or another pickle.
    private static let names = [
        "_io.FileIO", "_io.open", "_pickle.loads", "_posixsubprocess.fork_exec", "aiohttp.client.ClientSession",
        "asyncio.unix_events._UnixSubprocessTransport._start", "bdb.Bdb.run", "builtins.__import__",
        "builtins.__build_class__", "builtins.apply", "builtins.breakpoint", "builtins.compile", "builtins.delattr",
        "builtins.exec", "builtins.globals", "builtins.input", "builtins.locals", "builtins.map",
        "builtins.open", "builtins.setattr", "builtins.vars", "cProfile.run", "code.InteractiveInterpreter",
        "codecs.open", "commands.getoutput", "copyreg._extension_registry", "copyreg.add_extension",
        "copyreg.__newobj__", "ctypes.CDLL", "distutils.file_util.write_file", "doctest.debug_script",
        "ensurepip._run_pip", "functools.partialmethod", "functools.reduce", "gc.get_objects",
        "http.client.HTTPSConnection",
        "httplib.HTTPSConnection", "idlelib.run.Executive", "imaplib.IMAP4_stream",
        "importlib.machinery.SourceFileLoader",
        "importlib.import_module", "io.open", "itertools.starmap", "joblib.load", "joblib.numpy_pickle.load",
        "lib2to3.pgen2.grammar.Grammar.loads", "linecache.getline", "logging.config.listen", "marshal.loads",
        "multiprocessing.util.spawnv_passfds", "nt.system", "numpy.f2py.crackfortran.param_eval",
        "numpy.f2py.compile", "numpy.fromfile", "numpy.load", "numpy.loads", "numpy.save",
        "numpy.testing._private.utils.runstring", "operator.attrgetter", "operator.itemgetter", "operator.methodcaller",
        "os.execvp", "os.popen", "os.system", "pandas.io.pickle.read_pickle", "pathlib.Path", "pdb.Pdb.run",
        "pickle.Unpickler", "pickle.load", "pickle.loads", "pip.main", "pkgutil.resolve_name", "platform.popen",
        "posix.fork", "posix.system", "profile.Profile.run", "profile.Profile.runctx", "pty.spawn", "pydoc.pipepager",
        "pydoc.locate", "requests.api.get", "runpy._run_code", "runpy.run_path", "shelve.open", "shutil.rmtree",
        "site.main", "smtplib.SMTP", "socket.create_connection", "socket.socket", "sqlite3.connect", "ssl.SSLContext",
        "subprocess.Popen", "subprocess.check_output", "sys.modules", "tempfile.mktemp", "tensorflow.io.read_file",
        "test.support.script_helper.assert_python_ok", "timeit.timeit", "torch._dynamo.guards.GuardBuilder.get",
        "torch.hub.load", "torch.load", "torch.serialization.load", "torch.storage._load_from_bytes",
        "trace.Trace.run", "types.CodeType", "types.FunctionType", "urllib.request.urlopen", "uuid._get_command_stdout",
        "venv.main", "webbrowser.open", "yaml.unsafe_load", "zipfile.ZipFile", "zipimport.zipimporter",
    ]

    @Test(arguments: names)
    func `A way out of the process is refused by its name`(_ name: String) {
        let words = name.split(separator: ".").map(String.init)
        // Both ways to write it: the class behind the module, or behind the name.
        for split in 1..<words.count {
            let (module, last) = (words[..<split].joined(separator: "."), words[split...].joined(separator: "."))
            for file in [
                PickleAssembler(protocol: 0).global(module, last).raw("(S'x'\ntR"),
                PickleAssembler().stackGlobal(module, last).tuple { $0.text("x") }.reduce(),
                PickleAssembler(protocol: 2).global(module, last).raw(")").newObject(),
            ] {
                let error = #expect(throws: PickleError(.refusedGlobal, "")) { try PickleGraph(file.file) }
                #expect(error?.message.contains(name) == true)
            }
        }
    }

    @Test(arguments: [
        ("sklearn", "dummy.os.system"), ("sklearn.dummy", "os.system"), ("sklearn..os", "a.b"),
        ("numpy.dtype", "__class__.__base__"), ("numpy", "dtype\u{0}"), ("sklearn.x y", "f"), ("sklearn.x\r", "f"),
        (" sklearn.x", "f"), ("Sklearn.x", "f"), ("sklearn.\u{0441}vm", "f"), ("", "eval"), ("", ""),
        ("sklearn.x", "a b"),
        ("numpy.core", "multiarray._reconstruct"), ("collections.OrderedDict", "__reduce__"),
    ])
    func `Names that are written otherwise than a pickler does are refused`(_ module: String, _ name: String) {
        #expect(code(reading: PickleAssembler().stackGlobal(module, name).file) == .refusedGlobal)
    }

    @Test func `A harmless name does not hide a harmful one`() {
        let harmless = PickleAssembler().global("numpy", "dtype").raw("0")
        for file in [
            harmless.global("os", "system").raw("(S'x'\ntR"), harmless.global("os", "system").raw("0").none(),
            harmless.emptyDictionary().text("a").global("os", "system").raw("s"),
            PickleAssembler().tuple { $0.none().global("os", "system") }.raw("0").none(),
            PickleAssembler(protocol: nil).raw("N0N0").raw([0x80, 2]).global("os", "system"),
        ] { #expect(code(reading: file.file) == .refusedGlobal) }
    }

    @Test func `Module and name that come through the memo are the same`() {
        let file = PickleAssembler().text("system").raw([0x94]).text("os").raw([0x94]).raw("00").raw("h\u{1}h\u{0}")
            .raw([0x93])
        #expect(code(reading: file.file) == .refusedGlobal)
        let number = PickleAssembler().integer(1).text("x").raw([0x93])
        #expect(code(reading: number.file) == .malformed)
    }

    // MARK: Laughs

    @Test(arguments: ["t", "l", "d"])
    func `Laughs stay a handful of values in every container`(_ close: String) throws {
        // Sixty levels, each of which holds the one below ten times.
        var file = PickleAssembler().text("lol").raw("q\u{0}")
        for _ in 0..<60 {
            let member = close == "d" ? "I1\nh\u{0}" : "h\u{0}"
            file = file.raw("0(").raw(member, times: 10).raw(close).raw("q\u{0}")
        }
        let value = try PickleGraph(file.file).root
        #expect(value.memberCount == 10 || value.entryCount == 10)
    }

    @Test func `Laughs beyond the depth are refused`() {
        var file = PickleAssembler().text("lol").raw("q\u{0}")
        for _ in 0..<1000 { file = file.raw("0(h\u{0}h\u{0}tq\u{0}") }
        #expect(code(reading: file.file) == .overBudget)
    }

    @Test func `A memo that grows without end is refused`() {
        var budget = PickleBudget()
        budget.memo = 100
        let memoize = PickleAssembler().none().raw([UInt8](repeating: 0x94, count: 101))
        #expect(code(reading: memoize.file, budget: budget) == .overBudget)
        let put = (0..<101).reduce(PickleAssembler().none()) { $0.raw(0x72, UInt32(50 * $1)) }
        #expect(code(reading: put.file, budget: budget) == .overBudget)
    }

    @Test func `Calls in calls are refused`() throws {
        var file = PickleAssembler().global("functools", "partial").tuple { $0.global("sklearn.x", "f") }.reduce()
        file = file.raw([0x85]).raw("0").none().raw([0x85])
        #expect(try PickleGraph(file.file).root.kind == .tuple)
        let called = PickleAssembler().global("functools", "partial").tuple { $0.global("sklearn.x", "f") }.reduce()
            .raw(")").reduce()
        #expect(code(reading: called.file) == .malformed)
        let keywords = PickleAssembler().none().raw(")").emptyDictionary().raw([0x92])
        #expect(code(reading: keywords.file) == .malformed)
    }

    @Test func `State cannot reach a class through an object`() {
        let onArray = PickleAssembler().array([1], type: { $0.type("i1") }, content: { $0.data([1]) })
            .emptyDictionary().build()
        #expect(code(reading: onArray.file) == .malformed)
        let onList = PickleAssembler().emptyList().emptyDictionary().build()
        #expect(code(reading: onList.file) == .malformed)
    }
}
