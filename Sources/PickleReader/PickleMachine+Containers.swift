/// Instructions that put values together.
extension PickleMachine {
    mutating func executeContainer(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .emptyTuple: try makeTuple(from: current.stack.count)
        case .tuple1: try makeTuple(from: start(ofLast: 1))
        case .tuple2: try makeTuple(from: start(ofLast: 2))
        case .tuple3: try makeTuple(from: start(ofLast: 3))
        case .tuple: try makeTuple(from: popMark())
        case .emptyList: try pushNew(.list(makeContainer()))
        case .list: try fill(from: popMark()) { .list($0) }
        case .emptySet: try pushNew(.set(makeContainer()))
        case .frozenSet: try makeFrozenSet(from: popMark())
        case .emptyDictionary: try pushNew(.dictionary(makeContainer()))
        case .dictionary: try makeDictionary(from: popMark())
        case .append: try append(from: start(ofLast: 1))
        case .appends: try append(from: popMark())
        case .addItems: try addItems(from: popMark())
        case .setItem: try setItems(from: start(ofLast: 2))
        case .setItems: try setItems(from: popMark())
        default: try executeObject(opcode)
        }
    }

    // Each of these takes the values from a position of the stack on. They are dropped only at the end, so that nothing
    // is copied twice.

    mutating func makeTuple(from start: Int) throws(PickleError) {
        let count = current.stack.count - start
        guard arena.links.count + count <= budget.items else { throw overBudget("values", budget.items) }
        let first = arena.links.count
        arena.links += current.stack[start...]
        let depth = count == 0 ? 0 : 1 + depth(of: current.stack[start...])
        drop(from: start)
        try pushNew(.tuple(start: Int32(first), count: Int32(count)), depth: depth)
    }

    private mutating func fill(from start: Int, as node: (Int32) -> PickleNode) throws(PickleError) {
        let depth = 1 + depth(of: current.stack[start...])
        let container = makeContainer(Array(current.stack[start...]))
        drop(from: start)
        try pushNew(node(container), depth: depth)
    }

    private mutating func makeFrozenSet(from start: Int) throws(PickleError) {
        for member in current.stack[start...] { try checkKey(member) }
        try fill(from: start) { .set($0) }
    }

    private mutating func makeDictionary(from start: Int) throws(PickleError) {
        try checkPairs(current.stack[start...])
        try fill(from: start) { .dictionary($0) }
    }

    private mutating func append(from start: Int) throws(PickleError) {
        let target = try value(below: start)
        switch arena[target] {
        case .list(let index): arena.containers[Int(index)] += current.stack[start...]
        case .record(let index): arena.containers[items(ofRecord: Int(index))] += current.stack[start...]
        default: throw malformed("Something is appended to a value that is no list")
        }
        try deepen(target, by: current.stack[start...])
        drop(from: start)
    }

    private mutating func addItems(from start: Int) throws(PickleError) {
        let target = try value(below: start)
        guard case .set(let index) = arena[target] else {
            throw malformed("Something is added to a value that is no set")
        }
        for member in current.stack[start...] { try checkKey(member) }
        arena.containers[Int(index)] += current.stack[start...]
        drop(from: start)
    }

    private mutating func setItems(from start: Int) throws(PickleError) {
        try checkPairs(current.stack[start...])
        let target = try value(below: start)
        switch arena[target] {
        case .dictionary(let index): arena.containers[Int(index)] += current.stack[start...]
        case .record(let index): arena.containers[pairs(ofRecord: Int(index))] += current.stack[start...]
        default: throw malformed("An entry is set in a value that is no dictionary")
        }
        try deepen(target, by: current.stack[start...])
        drop(from: start)
    }

    private mutating func items(ofRecord index: Int) -> Int {
        if arena.records[index].items < 0 { arena.records[index].items = makeContainer() }
        return Int(arena.records[index].items)
    }

    private mutating func pairs(ofRecord index: Int) -> Int {
        if arena.records[index].pairs < 0 { arena.records[index].pairs = makeContainer() }
        return Int(arena.records[index].pairs)
    }

    private func checkPairs(_ pairs: ArraySlice<Int32>) throws(PickleError) {
        guard pairs.count.isMultiple(of: 2) else { throw malformed("A dictionary has a key without a value") }
        for index in stride(from: pairs.startIndex, to: pairs.endIndex, by: 2) { try checkKey(pairs[index]) }
    }

    /// Keys are plain values: hashing a tuple that holds a tuple twice, and so on, takes time without end elsewhere.
    private func checkKey(_ node: Int32) throws(PickleError) {
        switch arena[node] {
        case .none, .boolean, .integer, .bigInteger, .number, .text, .data: return
        default: throw malformed("A dictionary or set has a key that is no plain value")
        }
    }
}
