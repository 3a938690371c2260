/// Finds the tokens of a text.
///
/// - Source: `re.compile(token_pattern).findall` for the patterns that ``TokenPatternParser`` reads.
package struct TokenPattern: Sendable {
    private enum Form: Sendable {
        /// The longest runs of some characters, if they are long enough: what most patterns come down to.
        case runs(ScalarSet, minimum: Int)
        case program(TokenProgram)
    }

    private let form: Form

    /// - Throws: ``TokenPatternError`` for what is beyond the subset of Python's expressions that is read here.
    package init(_ pattern: String) throws(TokenPatternError) {
        let node = try TokenPatternParser.parse(pattern)
        form = if let runs = Self.runs(node) { runs } else { .program(try TokenProgram(node)) }
    }

    /// Calls `body` with the place of every token, from left to right.
    ///
    /// - Complexity: O(bytes) for runs; else O(steps · bytes).
    func forEachToken(in text: TextBytes, _ matcher: inout TokenMatcher, _ body: (Range<Int>) -> Void) {
        switch form {
        case .runs(let set, let minimum): Self.forEachRun(of: set, in: text, minimum, body)
        case .program(let program): matcher.forEachToken(in: text, program, body)
        }
    }

    private static func forEachRun(
        of set: ScalarSet,
        in text: TextBytes,
        _ minimum: Int,
        _ body: (Range<Int>) -> Void
    ) {
        var index = 0
        while index < text.count {
            let start = index
            var count = 0
            while index < text.count, set.contains(text.scalar(at: index)) {
                index += text.length(at: index)
                count += 1
            }
            if count >= minimum { body(start..<index) }
            if index < text.count { index += text.length(at: index) }
        }
    }

    // MARK: Patterns that are runs

    /// `C{k,}`, however it is written: greedy repetitions of one set without a limit take all of a run.
    ///
    /// Word boundaries around it change nothing when the set is `\w`.
    private static func runs(_ node: TokenPatternNode) -> Form? {
        var nodes = if case .sequence(let nodes) = node { nodes[...] } else { [node][...] }
        var hasBoundary = false
        if nodes.first == .assertion(.wordBoundary) {
            hasBoundary = true
            nodes.removeFirst()
        }
        if nodes.last == .assertion(.wordBoundary) {
            hasBoundary = true
            nodes.removeLast()
        }
        var sets: [ScalarSet] = []
        var minimum = 0
        var isEndless = false
        for node in nodes {
            guard let part = run(node) else { return nil }
            sets.append(part.set)
            minimum += part.minimum
            isEndless = isEndless || part.isEndless
        }
        guard let set = sets.first, sets.allSatisfy({ $0 == set }), isEndless, minimum > 0 else { return nil }
        return hasBoundary && set != .word ? nil : .runs(set, minimum: minimum)
    }

    private static func run(_ node: TokenPatternNode) -> (set: ScalarSet, minimum: Int, isEndless: Bool)? {
        switch node {
        case .set(let set): (set, 1, false)
        case .repeated(.set(let set), let minimum, let maximum, isGreedy: true): (set, minimum, maximum == nil)
        default: nil
        }
    }
}
