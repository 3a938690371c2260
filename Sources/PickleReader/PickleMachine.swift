/// Carries out the instructions of a pickle as far as making inert values goes.
///
/// Every instruction is a step of a loop, nested pickles included, so that no input can exhaust the call stack.
/// - Source: CPython's `Lib/pickle.py`, `_Unpickler`.
struct PickleMachine {
    let policy: GlobalPolicy
    let budget: PickleBudget
    var cursor: ByteCursor
    var arena: PickleArena
    var current = PickleFrame()
    /// The pickles around the current one; each waits for the array of objects that the next one holds.
    var outer: [PickleFrame] = []
    /// Where the instruction being carried out stands.
    var instructionOffset = 0
    var protocolVersion = 0
    var usesJoblib = false
    var globalIndices: [GlobalName: Int32] = [:]
    var refusedGlobals: Set<GlobalName> = []
    private var operationCount = 0
    private var arrayByteCount = 0

    init(_ bytes: [UInt8], policy: GlobalPolicy, budget: PickleBudget) {
        self.policy = policy
        self.budget = budget
        cursor = ByteCursor(bytes)
        arena = PickleArena(bytes: bytes)
    }

    /// Reads to the last STOP.
    ///
    /// - Returns: the node of the value that was pickled.
    mutating func run() throws(PickleError) -> Int32 {
        while true {
            instructionOffset = cursor.offset
            let byte = try cursor.byte()
            guard let opcode = Opcode(rawValue: byte) else {
                throw malformed("The byte \(byte) is no pickle instruction")
            }
            operationCount += 1
            guard operationCount <= budget.operations else { throw overBudget("operations", budget.operations) }
            if opcode != .stop {
                try execute(opcode)
            } else if let root = try stop() {
                return root
            }
        }
    }

    /// Ends the current pickle.
    ///
    /// - Returns: its value when it was the outermost one.
    private mutating func stop() throws(PickleError) -> Int32? {
        let root = try pop()
        if policy.isStrict, !current.stack.isEmpty || !current.marks.isEmpty {
            throw malformed("The pickle ends with values left over")
        }
        guard let frame = outer.popLast() else { return root }
        current = frame
        try finishObjectArray(root)
        return nil
    }

    /// Instructions that move what is there; the rest is handed on.
    private mutating func execute(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .mark: try pushMark()
        case .pop: try popValueOrMark()
        case .popMark: try drop(from: popMark())
        case .duplicate: try push(top())
        case .protocolVersion: try readProtocol()
        case .frame: try readFrame()
        case .memoize: try remember(at: current.memo.count)
        case .put: try remember(at: readDecimal())
        case .binaryPut: try remember(at: Int(cursor.byte()))
        case .longBinaryPut: try remember(at: Int(cursor.unsigned(4)))
        case .get: try recall(readDecimal())
        case .binaryGet: try recall(Int(cursor.byte()))
        case .longBinaryGet: try recall(Int(cursor.unsigned(4)))
        default: try executeLiteral(opcode)
        }
    }
}

/// The state of one pickle; a nested one has its own.
struct PickleFrame {
    var stack: [Int32] = []
    /// Heights of the stack.
    var marks: [Int] = []
    /// Nodes by memo index; -1 where nothing was put.
    var memo: [Int32] = []
}

extension PickleMachine {
    private mutating func readProtocol() throws(PickleError) {
        let version = Int(try cursor.byte())
        guard version <= 5 else { throw malformed("The pickle has protocol \(version); 0 to 5 are known") }
        if outer.isEmpty { protocolVersion = max(protocolVersion, version) }
    }

    /// A frame only promises that its bytes are there; joblib's arrays stand between frames.
    private mutating func readFrame() throws(PickleError) {
        let length = try cursor.unsigned(8)
        guard length <= UInt64(cursor.remaining) else {
            throw PickleError(.truncated, "A frame is longer than the file", offset: instructionOffset)
        }
    }

    private mutating func remember(at index: Int) throws(PickleError) {
        let node = try top()
        guard index >= 0, index < budget.memo, index <= cursor.bytes.count else {
            throw overBudget("memo entries", min(budget.memo, cursor.bytes.count))
        }
        while current.memo.count <= index { current.memo.append(-1) }
        current.memo[index] = node
    }

    private mutating func recall(_ index: Int) throws(PickleError) {
        guard current.memo.indices.contains(index), current.memo[index] >= 0 else {
            throw malformed("The memo has no entry \(index)")
        }
        try push(current.memo[index])
    }

    private mutating func popValueOrMark() throws(PickleError) {
        if let mark = current.marks.last, mark == current.stack.count {
            current.marks.removeLast()
        } else {
            _ = try pop()
        }
    }
}

// MARK: Steps that the instructions share

extension PickleMachine {
    /// Makes a value that lies `depth` levels above its deepest part.
    mutating func make(_ node: PickleNode, depth: Int = 0) throws(PickleError) -> Int32 {
        guard arena.nodes.count < budget.items else { throw overBudget("values", budget.items) }
        guard depth <= min(budget.depth, 250) else { throw overBudget("levels of nesting", budget.depth) }
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

    private mutating func pushMark() throws(PickleError) {
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
        guard depth <= min(budget.depth, 250) else { throw overBudget("levels of nesting", budget.depth) }
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
