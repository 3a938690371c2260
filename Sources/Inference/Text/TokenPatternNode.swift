/// A token pattern as it is written.
indirect enum TokenPatternNode: Sendable, Equatable {
    /// A place between characters.
    enum Assertion: Sendable, Equatable {
        /// `\b`
        case wordBoundary
        /// `^` and `\A`
        case textStart
        /// `^` after `(?m)`
        case lineStart
        /// `\Z`
        case textEnd
        /// `$`: the end, or before a line break that is the last character.
        case lastLineEnd
        /// `$` after `(?m)`
        case lineEnd
    }

    case set(ScalarSet)
    case assertion(Assertion)
    case sequence([TokenPatternNode])
    /// The first that matches wins.
    case alternatives([TokenPatternNode])
    /// - Parameter maximum: nil for no end.
    case repeated(TokenPatternNode, minimum: Int, maximum: Int?, isGreedy: Bool)
    /// The group whose text becomes the token.
    case capture(TokenPatternNode)

    /// Whether it can match nothing at all.
    var isEmptyPossible: Bool {
        switch self {
        case .set: false
        case .assertion: true
        case .sequence(let nodes): nodes.allSatisfy(\.isEmptyPossible)
        case .alternatives(let nodes): nodes.contains(where: \.isEmptyPossible)
        case .repeated(let node, let minimum, _, _): minimum == 0 || node.isEmptyPossible
        case .capture(let node): node.isEmptyPossible
        }
    }
}
