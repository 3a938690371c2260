/// A set of characters of a token pattern, such as `[a-z\d]`.
struct ScalarSet: Sendable, Equatable {
    enum Part: Sendable, Equatable {
        case range(ClosedRange<UInt32>)
        case word(Bool)
        case digit(Bool)
        case space(Bool)
        case all
    }

    private let parts: [Part]
    private let isNegated: Bool
    /// The answers for the characters below 128, a bit each.
    private let low: UInt64
    private let high: UInt64

    /// - Parameter isNegated: whether it is the characters outside of `parts`.
    init(_ parts: [Part], isNegated: Bool = false) {
        self.parts = parts
        self.isNegated = isNegated
        func bits(_ first: UInt32) -> UInt64 {
            (0..<64).reduce(0) { bits, offset in
                Self.answer(first + offset, parts, isNegated) ? bits | 1 << UInt64(offset) : bits
            }
        }
        low = bits(0)
        high = bits(64)
    }

    static let word = ScalarSet([.word(true)])

    /// - Complexity: O(1) below U+0080, O(parts) above.
    @inline(__always)
    func contains(_ value: UInt32) -> Bool {
        if value < 0x80 { return (value < 64 ? low : high) >> UInt64(value & 63) & 1 == 1 }
        return Self.answer(value, parts, isNegated)
    }

    private static func answer(_ value: UInt32, _ parts: [Part], _ isNegated: Bool) -> Bool {
        for part in parts where holds(value, part) { return !isNegated }
        return isNegated
    }

    private static func holds(_ value: UInt32, _ part: Part) -> Bool {
        switch part {
        case .range(let range): range.contains(value)
        case .word(let isWanted): CharacterTables.shared.isWord(value) == isWanted
        case .digit(let isWanted): CharacterTables.isDigit(value) == isWanted
        case .space(let isWanted): CharacterTables.isSpace(value) == isWanted
        case .all: true
        }
    }
}
