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
    /// The globals that read attributes, by index, and how often one came onto the stack without an allowed call.
    var attributeReaders: Set<Int32> = []
    var pendingAttributeReaders = 0
    private var operationCount = 0
    var arrayByteCount = 0

    init(_ bytes: [UInt8], policy: GlobalPolicy, budget: PickleBudget) {
        self.policy = policy
        self.budget = budget.clamped
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
        try settleAttributeReaders()
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
        case .duplicate: try pushAgain(top())
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
        guard index <= cursor.bytes.count, current.memo.count < budget.memo else {
            throw overBudget("memo entries", min(budget.memo, cursor.bytes.count))
        }
        current.memo.put(node, at: index)
    }

    private mutating func recall(_ index: Int) throws(PickleError) {
        guard let node = current.memo[index] else { throw malformed("The memo has no entry \(index)") }
        try pushAgain(node)
    }

    private mutating func pushAgain(_ node: Int32) throws(PickleError) {
        try push(node)
        noteAttributeReader(node)
    }

    private mutating func popValueOrMark() throws(PickleError) {
        if let mark = current.marks.last, mark == current.stack.count {
            current.marks.removeLast()
        } else {
            _ = try pop()
        }
    }
}
