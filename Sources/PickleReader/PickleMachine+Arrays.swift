/// Numpy's and joblib's ways of writing arrays, which become typed views of bytes as soon as they are complete.
extension PickleMachine {
    /// The value of a call to one of the functions that rebuild values; nil for any other.
    mutating func reconstruct(_ global: GlobalName, _ arguments: Int32) throws(PickleError) -> Int32? {
        guard let values = arena.elements(arguments, atMost: 8) else { return nil }
        switch (global.module, global.name) {
        case ("_codecs", "encode"):
            return try encodedBytes(values)
        case ("__builtin__", "bytes"), ("builtins", "bytes"), ("__builtin__", "bytearray"), ("builtins", "bytearray"):
            return try plainBytes(values)
        case ("copy_reg", "_reconstructor"), ("copyreg", "_reconstructor"):
            return try reconstructedObject(values)
        case ("numpy.core.multiarray", "scalar"), ("numpy._core.multiarray", "scalar"):
            return try scalar(values)
        case ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"):
            return try bufferArray(values)
        case ("numpy.core", "_ufunc_reconstruct"), ("numpy._core", "_ufunc_reconstruct"):
            return try namedFunction(values)
        default:
            return nil
        }
    }

    /// Turns an object into an array when `state` was what it lacked.
    mutating func complete(_ target: Int32, _ callee: GlobalName, _ record: PickleRecord) throws(PickleError) {
        if callee.name == "_reconstruct", callee.module.hasSuffix("core.multiarray") {
            try completeArray(target, record)
        } else if callee.name == "NumpyArrayWrapper", callee.module.hasSuffix("joblib.numpy_pickle") {
            usesJoblib = true
            try completeWrapper(target, record)
        }
    }

    // MARK: Calls

    /// `_codecs.encode(text, 'latin1')`: how protocols below 3 write bytes.
    private mutating func encodedBytes(_ values: [Int32]) throws(PickleError) -> Int32? {
        guard values.count == 2, case .text(let text) = arena[values[0]],
            arena.isText(values[1], "latin1") || arena.isText(values[1], "latin-1")
        else { return nil }
        try spend(arrayBytes: text.count)
        if arena.withBytes(text, { $0.allSatisfy { $0 < 0x80 } }) { return try make(.data(text)) }
        guard let bytes = arena.withBytes(text, TextCoding.latin1(utf8:)) else {
            throw malformed("Bytes are written as text that is not Latin-1")
        }
        return try make(.data(derive(bytes)))
    }

    private mutating func plainBytes(_ values: [Int32]) throws(PickleError) -> Int32? {
        guard let first = values.first else { return try make(.data(PickleBytes(start: 0, count: 0))) }
        if case .data(let range) = arena[first], values.count == 1 { return try make(.data(range)) }
        return try encodedBytes(values)
    }

    /// `copyreg._reconstructor(class, object, None)`: how protocols below 2 write objects.
    private mutating func reconstructedObject(_ values: [Int32]) throws(PickleError) -> Int32? {
        guard values.count == 3, arena.global(values[0]) != nil else { return nil }
        let noArguments = try make(.tuple(start: 0, count: 0))
        try pushRecord(values[0], noArguments)
        return try pop()
    }

    /// A numpy number becomes a plain one.
    private mutating func scalar(_ values: [Int32]) throws(PickleError) -> Int32? {
        guard values.count == 2, case .data(let range) = arena[values[1]], range.count <= 4096,
            let type = try? NumpyType(values[0], in: arena), type.itemSize == range.count
        else { return nil }
        let array = NumpyArray(type: type, shape: [], isFortran: false, storage: .bytes(range))
        switch type.kind {
        case .boolean: return try make(.boolean(array.integers(in: arena)?.first != 0))
        case .signed, .unsigned:
            return try array.integers(in: arena)?.first.map { value throws(PickleError) in
                try make(.integer(value))
            }
        case .float:
            return try array.doubles(in: arena)?.first.map { value throws(PickleError) in
                try make(.number(value))
            }
        case .text:
            guard let text = array.strings(in: arena)?.first else { return nil }
            return try make(.text(derive(Array(text.utf8))))
        case .bytes, .object, .structure, .other: return nil
        }
    }

    // MARK: Arrays

    /// `_frombuffer(bytes, type, shape, order)`: how protocol 5 writes arrays.
    private mutating func bufferArray(_ values: [Int32]) throws(PickleError) -> Int32? {
        guard values.count == 4, case .data(let range) = arena[values[0]] else { return nil }
        let isFortran = arena.isText(values[3], "F")
        return try makeArray(values[1], shape: values[2], isFortran: isFortran, storage: .bytes(range))
    }

    /// `_reconstruct(ndarray, …)` with the state `(version, shape, type, isFortran, data)`.
    private mutating func completeArray(_ target: Int32, _ record: PickleRecord) throws(PickleError) {
        guard let arguments = arena.elements(record.arguments, atMost: 8), let subclass = arguments.first,
            arena.global(subclass).map(Self.isPlainArray) == true
        else { return }
        guard let state = arena.elements(record.state, atMost: 5), state.count == 5,
            case .boolean(let isFortran) = arena[state[3]]
        else { throw malformed("An array has a state that is not numpy's") }
        let storage: NumpyArray.Storage
        switch arena[state[4]] {
        case .data(let range): storage = .bytes(range)
        case .list: storage = .objects(state[4])
        default: throw malformed("An array has data that are neither bytes nor a list")
        }
        let array = try makeArray(state[2], shape: state[1], isFortran: isFortran, storage: storage)
        arena.nodes[Int(target)] = arena[array]
    }

    /// Numpy's own classes whose bytes mean what an array's do; masked arrays have more state than that.
    private static func isPlainArray(_ subclass: GlobalName) -> Bool {
        ["ndarray", "matrix", "memmap"].contains(subclass.name) && subclass.module.hasPrefix("numpy")
    }

    private mutating func makeArray(
        _ type: Int32,
        shape: Int32,
        isFortran: Bool,
        storage: NumpyArray.Storage
    ) throws(PickleError) -> Int32 {
        let array = NumpyArray(
            type: try numpyType(type),
            shape: try readShape(shape),
            isFortran: isFortran,
            storage: storage
        )
        if let problem = array.problem(in: arena) { throw malformed(problem) }
        try spend(arrayBytes: array.byteCount ?? 0)
        arena.arrays.append(array)
        return try make(.array(Int32(arena.arrays.count - 1)))
    }

    private func numpyType(_ node: Int32) throws(PickleError) -> NumpyType {
        do {
            return try NumpyType(node, in: arena)
        } catch {
            throw malformed(error.message)
        }
    }

    private func readShape(_ node: Int32) throws(PickleError) -> [Int] {
        guard let dimensions = arena.elements(node, atMost: 32) else {
            throw malformed("An array has a shape that is no tuple of at most 32 numbers")
        }
        let shape = dimensions.compactMap { arena.integer($0) }
        guard shape.count == dimensions.count, shape.allSatisfy({ $0 >= 0 }) else {
            throw malformed("An array has a shape that is not made of whole numbers")
        }
        return shape
    }

    // MARK: joblib

    /// Reads the array that follows the wrapper in the stream.
    ///
    /// Since joblib 1.2 a byte tells how much padding comes before the data. An array of objects is a pickle in itself.
    /// - Source: `joblib/numpy_pickle.py`, `NumpyArrayWrapper.read_array`.
    private mutating func completeWrapper(_ target: Int32, _ record: PickleRecord) throws(PickleError) {
        guard let typeNode = arena.entry(record.state, "dtype"), let shapeNode = arena.entry(record.state, "shape")
        else {
            throw malformed("A joblib array lacks its type or its shape")
        }
        let type = try numpyType(typeNode)
        if type.kind == .object { return try enterObjectArray() }
        if let alignment = arena.entry(record.state, "numpy_array_alignment_bytes"), arena.integer(alignment) != nil {
            _ = try cursor.take(UInt64(cursor.byte()))
        }
        let shape = try readShape(shapeNode)
        guard let count = NumpyArray.product(of: shape + [type.itemSize]) else {
            throw malformed("A joblib array is too large to exist")
        }
        let isFortran = arena.entry(record.state, "order").map { arena.isText($0, "F") } ?? false
        let bytes = try cursor.take(UInt64(count))
        let array = try makeArray(typeNode, shape: shapeNode, isFortran: isFortran, storage: .bytes(bytes))
        arena.nodes[Int(target)] = arena[array]
    }

    private mutating func enterObjectArray() throws(PickleError) {
        guard outer.count < budget.nesting else { throw overBudget("pickles inside pickles", budget.nesting) }
        outer.append(current)
        current = PickleFrame()
    }

    /// Puts the value of a nested pickle where the wrapper stands.
    mutating func finishObjectArray(_ root: Int32) throws(PickleError) {
        let wrapper = try top()
        if policy.isStrict {
            guard case .array = arena[root] else {
                throw malformed("A nested pickle holds something else than an array")
            }
        }
        arena.nodes[Int(wrapper)] = arena[root]
        try deepen(wrapper, by: [root])
    }
}
