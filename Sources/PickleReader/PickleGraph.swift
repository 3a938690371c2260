/// A pickle that was read: values that refer to each other, none of them run, all of them still.
package final class PickleGraph: Sendable {
    let arena: PickleArena
    private let rootNode: Int32
    /// The highest protocol that the file announces; 0 when it announces none.
    package let protocolVersion: Int
    /// Whether joblib wrote the file.
    package let usesJoblib: Bool
    /// Every global that the file names, in the order of their names.
    package let globals: [GlobalName]
    /// Those of them that the policy does not allow; empty unless the policy was lenient.
    package let refusedGlobals: [GlobalName]
    /// Bytes after the end of the pickle; zero unless the policy was lenient.
    package let trailingByteCount: Int

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - bytes: a pickle of protocol 0 to 5, or what `joblib.dump` writes without compression.
    ///   - policy: which globals may be named.
    ///   - budget: how much the file may ask for.
    /// - Throws: ``PickleError``; nothing in `bytes` can trap, run or loop for ever.
    /// - Complexity: O(bytes); arrays are not copied.
    package init(
        _ bytes: [UInt8],
        policy: GlobalPolicy = .scikitLearn,
        budget: PickleBudget = PickleBudget()
    ) throws(PickleError) {
        guard !bytes.isEmpty else { throw PickleError(.empty, "The file is empty") }
        guard bytes.count <= budget.bytes else {
            throw PickleError(.overBudget, "The file has \(bytes.count) bytes; at most \(budget.bytes) are read")
        }
        var machine = PickleMachine(bytes, policy: policy, budget: budget)
        rootNode = try machine.run()
        if policy.isStrict, machine.cursor.remaining > 0 {
            throw PickleError(
                .malformed,
                "\(machine.cursor.remaining) bytes follow the end of the pickle; a model file has none",
                offset: machine.cursor.offset
            )
        }
        arena = machine.arena
        protocolVersion = machine.protocolVersion
        usesJoblib = machine.usesJoblib
        globals = machine.arena.globals.sorted()
        refusedGlobals = machine.refusedGlobals.sorted()
        trailingByteCount = machine.cursor.remaining
    }

    /// The value that was pickled.
    package var root: PickleValue { PickleValue(graph: self, node: rootNode) }
}
