/// Instructions that make objects in Python and notes here.
extension PickleMachine {
    mutating func executeObject(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .global: try pushGlobal(arena.string(readName()), arena.string(readName()))
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

    // MARK: Names

    private mutating func readName() throws(PickleError) -> PickleBytes {
        try checkName(cursor.line())
    }

    private func checkName(_ range: PickleBytes) throws(PickleError) -> PickleBytes {
        guard range.count <= budget.nameBytes else { throw overBudget("bytes in a name", budget.nameBytes) }
        return range
    }

    private mutating func readStackGlobal() throws(PickleError) {
        let (name, module) = (try pop(), try pop())
        guard case .text(let nameRange) = arena[name], case .text(let moduleRange) = arena[module] else {
            throw malformed("A global is named by something that is no text")
        }
        try pushGlobal(arena.string(checkName(moduleRange)), arena.string(checkName(nameRange)))
    }

    private mutating func pushGlobal(_ module: String, _ name: String) throws(PickleError) {
        let global = GlobalName(module: module, name: name)
        if let index = globalIndices[global] { return try pushNew(.global(index)) }
        if !policy.allows(global) {
            guard !policy.isStrict else { throw refused(global) }
            refusedGlobals.insert(global)
        }
        guard arena.globals.count < budget.globals else { throw overBudget("different globals", budget.globals) }
        let index = Int32(arena.globals.count)
        arena.globals.append(global)
        globalIndices[global] = index
        try pushNew(.global(index))
    }

    private func refused(_ global: GlobalName) -> PickleError {
        PickleError(
            .refusedGlobal,
            "The file names the global \(global), which no scikit-learn model needs; refused, and nothing was run",
            offset: instructionOffset
        )
    }

    // MARK: Records

    private mutating func reduce() throws(PickleError) {
        let (arguments, callee) = (try pop(), try pop())
        guard case .tuple = arena[arguments] else { throw malformed("A call has arguments that are no tuple") }
        if let global = arena.global(callee) {
            if let node = try reconstruct(global, arguments) { return try push(node) }
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
        try pushGlobal(arena.string(readName()), arena.string(readName()))
        guard !policy.isStrict else { throw refused(.instance) }
        let callee = try pop()
        try makeTuple(from: popMark())
        try pushObject(callee, pop())
    }

    private mutating func makeOldObject() throws(PickleError) {
        guard !policy.isStrict else { throw refused(.object) }
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
        arena.records[Int(index)].state = state
        try deepen(target, by: [state])
        if let callee = arena.global(arena.records[Int(index)].callee) {
            try complete(target, callee, arena.records[Int(index)])
        }
    }
}
