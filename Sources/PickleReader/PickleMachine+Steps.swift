/// Steps that the instructions share.
extension PickleMachine {
    /// Makes a value that lies `depth` levels above its deepest part.
    mutating func make(_ node: PickleNode, depth: Int = 0) throws(PickleError) -> Int32 {
        guard arena.nodes.count < budget.items else { throw overBudget("values", budget.items) }
        guard depth <= budget.depth else { throw overBudget("levels of nesting", budget.depth) }
        arena.nodes.append(node)
        arena.depths.append(UInt8(depth))
        return Int32(arena.nodes.count - 1)
    }

    mutating func push(_ node: Int32) throws(PickleError) {
        guard current.stack.count + current.marks.count < budget.stack else {
            throw overBudget("stack entries", budget.stack)
        }
        current.stack.append(node)
    }

    mutating func pushNew(_ node: PickleNode, depth: Int = 0) throws(PickleError) {
        try push(make(node, depth: depth))
    }

    mutating func pushMark() throws(PickleError) {
        guard current.stack.count + current.marks.count < budget.stack else {
            throw overBudget("stack entries", budget.stack)
        }
        current.marks.append(current.stack.count)
    }

    func top() throws(PickleError) -> Int32 {
        try value(below: current.stack.count)
    }

    /// The value under the stack's position `start`.
    func value(below start: Int) throws(PickleError) -> Int32 {
        guard start > (current.marks.last ?? 0) else {
            throw malformed("An instruction needs a value and there is none")
        }
        return current.stack[start - 1]
    }

    mutating func pop() throws(PickleError) -> Int32 {
        let node = try top()
        current.stack.removeLast()
        return node
    }

    /// Takes off the last mark.
    ///
    /// - Returns: where on the stack the values since then begin.
    mutating func popMark() throws(PickleError) -> Int {
        guard let mark = current.marks.popLast() else {
            throw malformed("An instruction needs a mark and there is none")
        }
        return mark
    }

    /// Where on the stack the last `count` values begin.
    func start(ofLast count: Int) throws(PickleError) -> Int {
        let start = current.stack.count - count
        guard start >= (current.marks.last ?? 0) else { throw malformed("An instruction needs \(count) values") }
        return start
    }

    /// Takes off the values from a position on.
    mutating func drop(from start: Int) {
        current.stack.removeLast(current.stack.count - start)
    }

    func depth(of nodes: some Sequence<Int32>) -> Int {
        nodes.reduce(0) { max($0, Int(arena.depths[Int($1)])) }
    }

    /// Notes that `node` now contains `parts`.
    mutating func deepen(_ node: Int32, by parts: some Sequence<Int32>) throws(PickleError) {
        let depth = max(Int(arena.depths[Int(node)]), 1 + depth(of: parts))
        guard depth <= budget.depth else { throw overBudget("levels of nesting", budget.depth) }
        arena.depths[Int(node)] = UInt8(depth)
    }

    mutating func makeContainer(_ members: [Int32] = []) -> Int32 {
        arena.containers.append(members)
        return Int32(arena.containers.count - 1)
    }

    /// Room in ``PickleArena/derived`` for `count` bytes; what a file may unfold to is a small multiple of its size.
    mutating func derive(_ bytes: [UInt8]) throws(PickleError) -> PickleBytes {
        let limit = 4 * cursor.bytes.count + 4096
        guard bytes.count <= limit - arena.derived.count else { throw overBudget("bytes of unfolded text", limit) }
        defer { arena.derived += bytes }
        return PickleBytes(start: cursor.bytes.count + arena.derived.count, count: bytes.count)
    }

    /// Counts bytes before they are looked at or made an array of.
    ///
    /// An honest file uses each of its bytes once; a hostile one could refer to the same megabyte a million times.
    mutating func spend(arrayBytes count: Int) throws(PickleError) {
        let limit = min(budget.arrayBytes, 4 * cursor.bytes.count + 1 << 20)
        guard count <= limit - arrayByteCount else { throw overBudget("bytes of arrays", limit) }
        arrayByteCount += count
    }

    func malformed(_ message: String) -> PickleError {
        PickleError(.malformed, message, offset: instructionOffset)
    }

    func overBudget(_ what: String, _ limit: Int) -> PickleError {
        PickleError(.overBudget, "The file asks for more than \(limit) \(what)", offset: instructionOffset)
    }
}
