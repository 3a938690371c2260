/// Reads the part of Python's regular expressions that token patterns are written in.
///
/// Characters and their escapes, `.`, sets, `\w \d \s` and their opposites, `\b \A \Z ^ $`, alternatives, groups of which
/// one at most captures, `* + ? {m,n}` greedy or not, and the flags `u`, `s` and `m` at the beginning.
struct TokenPatternParser {
    private let scalars: [UInt32]
    private var index = 0
    private var depth = 0
    private(set) var captureCount = 0
    private var isDotAll = false
    private var isMultiline = false

    /// The most characters of a pattern, and groups in groups.
    private static let maximumLength = 1000
    private static let maximumDepth = 24

    private init(_ pattern: String) throws(TokenPatternError) {
        scalars = pattern.unicodeScalars.prefix(Self.maximumLength + 1).map(\.value)
        guard scalars.count <= Self.maximumLength else {
            throw TokenPatternError("is longer than \(Self.maximumLength) characters")
        }
    }

    static func parse(_ pattern: String) throws(TokenPatternError) -> TokenPatternNode {
        var parser = try TokenPatternParser(pattern)
        try parser.readFlags()
        let node = try parser.readAlternatives()
        guard parser.index == parser.scalars.count else { throw TokenPatternError("closes a group that is not open") }
        return node
    }

    // MARK: Reading

    private var next: UInt32? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == character.value else { return false }
        index += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        guard scalars[index...].starts(with: word.unicodeScalars.lazy.map(\.value)) else { return false }
        index += word.unicodeScalars.count
        return true
    }

    /// `(?u)` and the like; Python takes flags for the whole pattern at its beginning alone.
    private mutating func readFlags() throws(TokenPatternError) {
        while index + 2 < scalars.count, scalars[index] == 0x28, scalars[index + 1] == 0x3f,
            let end = scalars[index...].firstIndex(of: 0x29),
            scalars[index + 2..<end].allSatisfy({ (0x61...0x7a).contains($0 | 0x20) }), end > index + 2
        {
            for flag in scalars[index + 2..<end] {
                switch flag {
                case 0x75: break
                case 0x73: isDotAll = true
                case 0x6d: isMultiline = true
                default: throw TokenPatternError("sets a flag other than u, s and m")
                }
            }
            index = end + 1
        }
    }

    private mutating func readAlternatives() throws(TokenPatternError) -> TokenPatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw TokenPatternError("nests more than \(Self.maximumDepth) groups")
        }
        var alternatives = [try readSequence()]
        while take("|") { alternatives.append(try readSequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternatives(alternatives)
    }

    private mutating func readSequence() throws(TokenPatternError) -> TokenPatternNode {
        var nodes: [TokenPatternNode] = []
        while let next, next != 0x7c, next != 0x29 {
            let node = try readOne()
            guard let repeated = try readRepetition(of: node) else {
                nodes.append(node)
                continue
            }
            nodes.append(repeated)
            if try readRepetition(of: repeated) != nil { throw TokenPatternError("repeats a repetition") }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func readOne() throws(TokenPatternError) -> TokenPatternNode {
        let value = scalars[index]
        index += 1
        switch Unicode.Scalar(value) {
        case "(": return try readGroup()
        case "[": return .set(try readSet())
        case "\\": return try readEscape()
        case ".": return .set(isDotAll ? ScalarSet([.all]) : ScalarSet([.range(10...10)], isNegated: true))
        case "^": return .assertion(isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(isMultiline ? .lineEnd : .lastLineEnd)
        case "*", "+", "?": throw TokenPatternError("repeats nothing")
        default: return .set(ScalarSet([.range(value...value)]))
        }
    }

    private mutating func readGroup() throws(TokenPatternError) -> TokenPatternNode {
        var isCapture = true
        if take("?") {
            if take(":") {
                isCapture = false
            } else if take("P<") {
                guard let end = scalars[index...].firstIndex(of: 0x3e) else {
                    throw TokenPatternError("has a group whose name does not end")
                }
                index = end + 1
            } else {
                throw TokenPatternError("has a group that looks ahead or behind, refers to another or sets flags")
            }
        }
        if isCapture { captureCount += 1 }
        guard captureCount <= 1 else { throw TokenPatternError("has more than one capturing group") }
        let node = try readAlternatives()
        guard take(")") else { throw TokenPatternError("has a group that does not end") }
        return isCapture ? .capture(node) : node
    }

    // MARK: Repetitions

    /// Nil when none follows.
    private mutating func readRepetition(of node: TokenPatternNode) throws(TokenPatternError) -> TokenPatternNode? {
        guard let (minimum, maximum) = try readCounts() else { return nil }
        if take("+") { throw TokenPatternError("has a possessive repetition") }
        let isGreedy = !take("?")
        guard !node.isEmptyPossible || maximum == 1 && minimum == 0 else {
            throw TokenPatternError("repeats something that can be empty")
        }
        return .repeated(node, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
    }

    private mutating func readCounts() throws(TokenPatternError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = index
        guard take("{") else { return nil }
        let minimum = readNumber()
        var maximum = minimum
        if take(",") { maximum = readNumber() }
        guard take("}"), index > start + 2 else {
            throw TokenPatternError("has a brace that counts nothing; write \\{ for the character")
        }
        if let minimum, let maximum, maximum < minimum { throw TokenPatternError("repeats at most less than at least") }
        return (minimum ?? 0, maximum)
    }

    /// Digits; nil for none, and a number that no program has room for is cut.
    private mutating func readNumber() -> Int? {
        var number: Int?
        while let digit = next, (0x30...0x39).contains(digit) {
            number = min(1 << 20, (number ?? 0) * 10 + Int(digit - 0x30))
            index += 1
        }
        return number
    }

    // MARK: Sets and escapes

    private mutating func readSet() throws(TokenPatternError) -> ScalarSet {
        let isNegated = take("^")
        var parts: [ScalarSet.Part] = []
        var isFirst = true
        while let value = next, value != 0x5d || isFirst {
            isFirst = false
            let part = try readSetMember()
            guard case .range(let lower) = part, index + 1 < scalars.count, scalars[index] == 0x2d,
                scalars[index + 1] != 0x5d
            else {
                parts.append(part)
                continue
            }
            index += 1
            guard case .range(let upper) = try readSetMember(), lower.lowerBound <= upper.lowerBound else {
                throw TokenPatternError("has a set with a range that is none")
            }
            parts.append(.range(lower.lowerBound...upper.lowerBound))
        }
        guard take("]") else { throw TokenPatternError("has a set that does not end") }
        return ScalarSet(parts, isNegated: isNegated)
    }

    private mutating func readSetMember() throws(TokenPatternError) -> ScalarSet.Part {
        guard let value = next else { throw TokenPatternError("has a set that does not end") }
        index += 1
        guard value == 0x5c else { return .range(value...value) }
        guard let escaped = next else { throw TokenPatternError("ends in the middle of an escape") }
        if escaped == 0x62 {
            index += 1
            return .range(8...8)
        }
        return try readEscapedPart()
    }

    private mutating func readEscape() throws(TokenPatternError) -> TokenPatternNode {
        if take("b") { return .assertion(.wordBoundary) }
        if take("A") { return .assertion(.textStart) }
        if take("Z") { return .assertion(.textEnd) }
        return .set(ScalarSet([try readEscapedPart()]))
    }

    /// What follows a backslash and stands for characters.
    private mutating func readEscapedPart() throws(TokenPatternError) -> ScalarSet.Part {
        guard let value = next, let scalar = Unicode.Scalar(value) else {
            throw TokenPatternError("ends in the middle of an escape")
        }
        index += 1
        switch scalar {
        case "w": return .word(true)
        case "W": return .word(false)
        case "d": return .digit(true)
        case "D": return .digit(false)
        case "s": return .space(true)
        case "S": return .space(false)
        case "a": return .range(7...7)
        case "t": return .range(9...9)
        case "n": return .range(10...10)
        case "v": return .range(11...11)
        case "f": return .range(12...12)
        case "r": return .range(13...13)
        case "x": return try readHexadecimal(2)
        case "u": return try readHexadecimal(4)
        case "U": return try readHexadecimal(8)
        case "a"..."z", "A"..."Z", "0"..."9":
            throw TokenPatternError("has \\\(scalar), which is not among the escapes that are read here")
        default: return .range(value...value)
        }
    }

    private mutating func readHexadecimal(_ count: Int) throws(TokenPatternError) -> ScalarSet.Part {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = next.flatMap(Unicode.Scalar.init).flatMap({ Character($0).hexDigitValue }),
                next ?? 128 < 128
            else { throw TokenPatternError("has an escape with too few digits") }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return .range(value...value)
    }
}
