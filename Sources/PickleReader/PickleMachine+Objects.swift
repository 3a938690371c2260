/// Instructions that make objects in Python and notes here.
extension PickleMachine {
    mutating func executeObject(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .global: try pushGlobal(readGlobal())
        case .stackGlobal: try readStackGlobal()
        case .reduce: try reduce()
        case .newObject: try makeObject()
        case .build: try build()
        case .newObjectWithKeywords: try makeObjectWithKeywords()
        case .instance: try makeInstance()
        case .object: try makeOldObject()
        default: throw refused(opcode)
        }
    }

    private func refused(_ opcode: Opcode) -> PickleError {
        let reason =
            switch opcode {
            case .extension1, .extension2, .extension4: "takes a class from Python's extension registry"
            case .persistentIdentifier, .binaryPersistentIdentifier: "refers to an object outside of the file"
            case .nextBuffer, .readOnlyBuffer: "refers to a buffer outside of the file"
            default: "is not used by scikit-learn"
            }
        return PickleError(.refusedOpcode, "The instruction \(opcode) \(reason); refused", offset: instructionOffset)
    }

    // MARK: Records

    private mutating func reduce() throws(PickleError) {
        let (arguments, callee) = (try pop(), try pop())
        guard case .tuple = arena[arguments] else { throw malformed("A call has arguments that are no tuple") }
        if let global = arena.global(callee) {
            if isAttributeReader(callee) {
                try checkAttributeReading(global, arguments)
            } else if let node = try reconstruct(global, arguments) {
                return try push(node)
            }
        } else if policy.isStrict {
            throw malformed("The file calls something that it computed; only named classes are taken, nothing was run")
        }
        try pushRecord(callee, arguments)
    }

    private mutating func makeObject() throws(PickleError) {
        let (arguments, callee) = (try pop(), try pop())
        try pushObject(callee, arguments)
    }

    private mutating func makeObjectWithKeywords() throws(PickleError) {
        _ = try pop()
        try makeObject()
    }

    private mutating func pushObject(_ callee: Int32, _ arguments: Int32) throws(PickleError) {
        guard case .tuple = arena[arguments] else { throw malformed("An object has arguments that are no tuple") }
        guard !policy.isStrict || arena.global(callee) != nil else {
            throw malformed("The file makes an object of something that is no named class")
        }
        try pushRecord(callee, arguments)
    }

    mutating func pushRecord(_ callee: Int32, _ arguments: Int32) throws(PickleError) {
        let depth = 1 + depth(of: [callee, arguments])
        arena.records.append(PickleRecord(callee: callee, arguments: arguments))
        try pushNew(.record(Int32(arena.records.count - 1)), depth: depth)
    }

    /// `INST` of protocol 0: its class stands in the stream, so that refusing it can name the class.
    private mutating func makeInstance() throws(PickleError) {
        try pushGlobal(readGlobal())
        guard !policy.isStrict else { throw refusedAttributeReader() ?? refused(.instance) }
        let callee = try pop()
        try makeTuple(from: popMark())
        try pushObject(callee, pop())
    }

    private mutating func makeOldObject() throws(PickleError) {
        guard !policy.isStrict else { throw refusedAttributeReader() ?? refused(.object) }
        let start = try popMark()
        guard start < current.stack.count else { throw malformed("An object has no class") }
        try makeTuple(from: start + 1)
        let (arguments, callee) = (try pop(), try pop())
        try pushObject(callee, arguments)
    }

    // MARK: State

    private mutating func build() throws(PickleError) {
        let state = try pop()
        let target = try top()
        guard case .record(let index) = arena[target] else {
            if policy.isStrict { throw malformed("State is given to something that is no object") }
            return
        }
        if policy.isStrict, arena.records[Int(index)].state >= 0 { throw malformed("An object is given state twice") }
        if policy.isStrict, isAttributeReader(arena.records[Int(index)].callee) {
            throw malformed("State is given to an attribute that was read")
        }
        arena.records[Int(index)].state = state
        try deepen(target, by: [state])
        if let callee = arena.global(arena.records[Int(index)].callee) {
            try complete(target, callee, arena.records[Int(index)])
        }
    }
}
