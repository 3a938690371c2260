/// Instructions that put values together.
extension PickleMachine {
    mutating func executeContainer(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .emptyTuple: try pushTuple([])
        case .tuple1: try pushTuple(popLast(1))
        case .tuple2: try pushTuple(popLast(2))
        case .tuple3: try pushTuple(popLast(3))
        case .tuple: try pushTuple(popToMark())
        case .emptyList: try pushNew(.list(makeContainer()))
        case .list: try pushFilled(popToMark()) { .list($0) }
        case .emptySet: try pushNew(.set(makeContainer()))
        case .frozenSet: try pushFilled(popToMark()) { .set($0) }
        case .emptyDictionary: try pushNew(.dictionary(makeContainer()))
        case .dictionary: try pushDictionary(popToMark())
        case .append: try append(popLast(1))
        case .appends: try append(popToMark())
        case .addItems: try addItems(popToMark())
        case .setItem: try setItems(popLast(2))
        case .setItems: try setItems(popToMark())
        default: try executeObject(opcode)
        }
    }

    private mutating func popLast(_ count: Int) throws(PickleError) -> ArraySlice<Int32> {
        let start = current.stack.count - count
        guard start >= (current.marks.last ?? 0) else { throw malformed("An instruction needs \(count) values") }
        let values = current.stack[start...]
        current.stack.removeLast(count)
        return values
    }

    mutating func pushTuple(_ members: ArraySlice<Int32>) throws(PickleError) {
        guard arena.links.count + members.count <= budget.items else { throw overBudget("values", budget.items) }
        let start = arena.links.count
        arena.links += members
        let depth = members.isEmpty ? 0 : 1 + depth(of: members)
        try pushNew(.tuple(start: Int32(start), count: Int32(members.count)), depth: depth)
    }

    private mutating func pushFilled(
        _ members: ArraySlice<Int32>,
        as node: (Int32) -> PickleNode
    ) throws(PickleError) {
        try pushNew(node(makeContainer(Array(members))), depth: 1 + depth(of: members))
    }

    private mutating func pushDictionary(_ pairs: ArraySlice<Int32>) throws(PickleError) {
        try checkPairs(pairs)
        try pushFilled(pairs) { .dictionary($0) }
    }

    private mutating func append(_ members: ArraySlice<Int32>) throws(PickleError) {
        let target = try top()
        switch arena[target] {
        case .list(let index):
            arena.containers[Int(index)] += members
        case .record(let index):
            if arena.records[Int(index)].items < 0 { arena.records[Int(index)].items = makeContainer() }
            arena.containers[Int(arena.records[Int(index)].items)] += members
        default:
            throw malformed("Something is appended to a value that is no list")
        }
        try deepen(target, by: members)
    }

    private mutating func addItems(_ members: ArraySlice<Int32>) throws(PickleError) {
        let target = try top()
        guard case .set(let index) = arena[target] else { throw malformed("Something is added to a value that is no set") }
        for member in members { try checkKey(member) }
        arena.containers[Int(index)] += members
        try deepen(target, by: members)
    }

    private mutating func setItems(_ pairs: ArraySlice<Int32>) throws(PickleError) {
        try checkPairs(pairs)
        let target = try top()
        switch arena[target] {
        case .dictionary(let index):
            arena.containers[Int(index)] += pairs
        case .record(let index):
            if arena.records[Int(index)].pairs < 0 { arena.records[Int(index)].pairs = makeContainer() }
            arena.containers[Int(arena.records[Int(index)].pairs)] += pairs
        default:
            throw malformed("An entry is set in a value that is no dictionary")
        }
        try deepen(target, by: pairs)
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
