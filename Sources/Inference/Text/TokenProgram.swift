/// A token pattern as steps for ``TokenMatcher``.
struct TokenProgram: Sendable {
    enum Operation: UInt8 {
        /// One character of ``sets``[first].
        case set
        /// On at `first`, and if that fails at `second`.
        case split
        case jump
        case captureStart
        case captureEnd
        /// One of ``TokenPatternNode/Assertion``.
        case assert
        case match
    }

    struct Step: Sendable {
        var operation: Operation
        var first: Int32 = 0
        var second: Int32 = 0
    }

    private(set) var steps: [Step] = []
    private(set) var sets: [ScalarSet] = []
    private(set) var assertions: [TokenPatternNode.Assertion] = []
    private(set) var hasCapture = false

    /// The most steps: with the length of the text they bound what a search takes.
    private static let maximumStepCount = 256

    init(_ node: TokenPatternNode) throws(TokenPatternError) {
        try emit(node)
        try add(.match)
    }

    /// How many 64-bit words hold a bit for each step.
    var wordsPerPosition: Int { (steps.count + 63) / 64 }

    // MARK: Making one

    @discardableResult
    private mutating func add(_ operation: Operation, _ first: Int = 0) throws(TokenPatternError) -> Int {
        guard steps.count < Self.maximumStepCount else {
            throw TokenPatternError("takes more than \(Self.maximumStepCount) steps")
        }
        steps.append(Step(operation: operation, first: Int32(first)))
        return steps.count - 1
    }

    private mutating func emit(_ node: TokenPatternNode) throws(TokenPatternError) {
        switch node {
        case .set(let set):
            if let known = sets.firstIndex(of: set) {
                try add(.set, known)
            } else {
                sets.append(set)
                try add(.set, sets.count - 1)
            }
        case .assertion(let assertion):
            assertions.append(assertion)
            try add(.assert, assertions.count - 1)
        case .sequence(let nodes):
            for node in nodes { try emit(node) }
        case .alternatives(let nodes): try emitAlternatives(nodes)
        case .repeated(let node, let minimum, let maximum, let isGreedy):
            if let maximum {
                for _ in 0..<minimum { try emit(node) }
                try emitOptional(node, count: maximum - minimum, isGreedy)
            } else {
                try emitEndless(node, minimum: minimum, isGreedy)
            }
        case .capture(let node):
            hasCapture = true
            try add(.captureStart)
            try emit(node)
            try add(.captureEnd)
        }
    }

    private mutating func emitAlternatives(_ nodes: [TokenPatternNode]) throws(TokenPatternError) {
        var jumps: [Int] = []
        for node in nodes.dropLast() {
            let split = try add(.split)
            try emit(node)
            jumps.append(try add(.jump))
            direct(split, to: split + 1, else: steps.count)
        }
        if let last = nodes.last { try emit(last) }
        for jump in jumps { direct(jump, to: steps.count, else: 0) }
    }

    private mutating func emitOptional(
        _ node: TokenPatternNode,
        count: Int,
        _ isGreedy: Bool
    ) throws(TokenPatternError) {
        var splits: [Int] = []
        for _ in 0..<max(0, count) {
            splits.append(try add(.split))
            try emit(node)
        }
        for split in splits { direct(split, repeating: split + 1, leaving: steps.count, isGreedy) }
    }

    /// The body, and a split behind it that goes back; one before it too where it may be missing.
    private mutating func emitEndless(
        _ node: TokenPatternNode,
        minimum: Int,
        _ isGreedy: Bool
    ) throws(TokenPatternError) {
        let entrance = minimum == 0 ? try add(.split) : nil
        for _ in 0..<max(0, minimum - 1) { try emit(node) }
        let body = steps.count
        try emit(node)
        let split = try add(.split)
        direct(split, repeating: body, leaving: steps.count, isGreedy)
        if let entrance { direct(entrance, repeating: body, leaving: steps.count, isGreedy) }
    }

    private mutating func direct(_ split: Int, repeating body: Int, leaving end: Int, _ isGreedy: Bool) {
        direct(split, to: isGreedy ? body : end, else: isGreedy ? end : body)
    }

    private mutating func direct(_ step: Int, to first: Int, else second: Int) {
        steps[step].first = Int32(first)
        steps[step].second = Int32(second)
    }
}
