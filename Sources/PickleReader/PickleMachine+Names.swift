/// Naming classes and functions, which is all that happens to them.
extension PickleMachine {
    /// Two lines: the module and the name.
    mutating func readGlobal() throws(PickleError) -> GlobalName {
        let (module, name) = (try readName(), try readName())
        return GlobalName(module: arena.string(module), name: arena.string(name))
    }

    private mutating func readName() throws(PickleError) -> PickleBytes {
        try checkName(cursor.line())
    }

    private func checkName(_ range: PickleBytes) throws(PickleError) -> PickleBytes {
        guard range.count <= budget.nameBytes else { throw overBudget("bytes in a name", budget.nameBytes) }
        return range
    }

    mutating func readStackGlobal() throws(PickleError) {
        let (name, module) = (try pop(), try pop())
        guard let global = try globalName(module, name) else {
            throw malformed("A global is named by something that is no text")
        }
        try pushGlobal(global)
    }

    private func globalName(_ module: Int32, _ name: Int32) throws(PickleError) -> GlobalName? {
        guard case .text(let nameRange) = arena[name], case .text(let moduleRange) = arena[module] else { return nil }
        return GlobalName(
            module: arena.string(try checkName(moduleRange)),
            name: arena.string(try checkName(nameRange))
        )
    }

    mutating func pushGlobal(_ global: GlobalName) throws(PickleError) {
        let node = try make(.global(index(of: global)))
        try push(node)
        noteAttributeReader(node)
    }

    /// A compiled function of numpy, which numpy before 1.20 wrote as a call with its module and its name.
    ///
    /// The name obeys the same policy as any other. Nil for arguments that are no two texts.
    /// - Source: `_ufunc_reconstruct` in `numpy/core/__init__.py`.
    mutating func namedFunction(_ arguments: [Int32]) throws(PickleError) -> Int32? {
        guard arguments.count == 2, let global = try globalName(arguments[0], arguments[1]) else { return nil }
        if policy.attributeReading?.isFunction(global) == true { try refuse(global) }
        return try make(.global(index(of: global)))
    }

    /// Where the global is listed; the first time it is held against the policy.
    private mutating func index(of global: GlobalName) throws(PickleError) -> Int32 {
        if let index = globalIndices[global] { return index }
        let isReader = policy.attributeReading?.isFunction(global) == true
        if !isReader, GlobalRefusal.isRefusedAlways(global) || !policy.allows(global) { try refuse(global) }
        guard arena.globals.count < budget.globals else { throw overBudget("different globals", budget.globals) }
        let index = Int32(arena.globals.count)
        arena.globals.append(global)
        globalIndices[global] = index
        if isReader { attributeReaders.insert(index) }
        return index
    }

    private mutating func refuse(_ global: GlobalName) throws(PickleError) {
        guard !policy.isStrict else { throw refused(global) }
        refusedGlobals.insert(global)
    }

    private func refused(_ global: GlobalName) -> PickleError {
        PickleError(.refusedGlobal, GlobalRefusal.sentence(global), offset: instructionOffset)
    }

    // MARK: Reading attributes

    func isAttributeReader(_ node: Int32) -> Bool {
        guard !attributeReaders.isEmpty, case .global(let index) = arena[node] else { return false }
        return attributeReaders.contains(index)
    }

    /// Counts each time that a function which reads attributes comes onto the stack.
    ///
    /// Only calls of the allowed shape count down: whatever else is done with it leaves a balance at the end.
    mutating func noteAttributeReader(_ node: Int32) {
        if isAttributeReader(node) { pendingAttributeReaders += 1 }
    }

    /// Takes `getattr(distribution, '_entropy')` and nothing else.
    mutating func checkAttributeReading(_ global: GlobalName, _ arguments: Int32) throws(PickleError) {
        guard let reading = policy.attributeReading, let values = arena.elements(arguments, atMost: 2),
            values.count == 2, case .record(let index) = arena[values[0]],
            let owner = arena.global(arena.records[Int(index)].callee), policy.allows(owner),
            reading.ownerModules.contains(owner.module), let attribute = arena.text(values[1]),
            reading.attributes.contains(attribute)
        else { return try refuse(global) }
        pendingAttributeReaders -= 1
    }

    /// Ends a pickle in which a function that reads attributes was named for something else than the one allowed call.
    mutating func settleAttributeReaders() throws(PickleError) {
        guard pendingAttributeReaders != 0 else { return }
        pendingAttributeReaders = 0
        for index in attributeReaders.sorted() { try refuse(arena.globals[Int(index)]) }
    }

    /// The refusal of a function that reads attributes, if one was named and not called yet.
    func refusedAttributeReader() -> PickleError? {
        guard pendingAttributeReaders != 0, let index = attributeReaders.min() else { return nil }
        return refused(arena.globals[Int(index)])
    }
}
