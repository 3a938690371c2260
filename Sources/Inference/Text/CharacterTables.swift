/// Which characters are letters, digits and blanks to Python, and how it lowers them.
///
/// Unicode grows: a character that is newer than the Python that trained a model may be a letter here and none there.
struct CharacterTables: Sendable {
    /// A bit for each character below U+10000: 8 KiB.
    private let words: [UInt64]
    /// What each character below U+10000 becomes; 0 where it becomes several: 128 KiB.
    private let lowered: [UInt16]

    private static let limit: UInt32 = 0x1_0000

    /// Made when the first model that reads texts is.
    static let shared = CharacterTables()

    private init() {
        var words = [UInt64](repeating: 0, count: Int(Self.limit) / 64)
        var lowered = (0..<Self.limit).map { UInt16(truncatingIfNeeded: $0) }
        for value in 0..<Self.limit {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if Self.computeIsWord(scalar) { words[Int(value >> 6)] |= 1 << UInt64(value & 63) }
            if scalar.properties.changesWhenLowercased {
                lowered[Int(value)] = Self.computeLowered(scalar)
            }
        }
        self.words = words
        self.lowered = lowered
    }

    /// What `\w` stands for.
    ///
    /// - Source: `str.isalnum`, and the underscore.
    func isWord(_ value: UInt32) -> Bool {
        if value < Self.limit { return words[Int(value >> 6)] >> UInt64(value & 63) & 1 == 1 }
        return Unicode.Scalar(value).map(Self.computeIsWord) ?? false
    }

    /// What `\d` stands for.
    ///
    /// - Source: `str.isdecimal`.
    static func isDigit(_ value: UInt32) -> Bool {
        if value < 0x80 { return (0x30...0x39).contains(value) }
        return Unicode.Scalar(value)?.properties.generalCategory == .decimalNumber
    }

    /// What `\s` stands for, and where `str.split` splits.
    ///
    /// - Source: `str.isspace`, whose separators of records are no white space in Unicode.
    static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0d, 0x1c...0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
            true
        default: false
        }
    }

    /// The character that `value` becomes; nil where it becomes several, or none is known below U+10000.
    func lowered(_ value: UInt32) -> UInt32? {
        guard value < Self.limit else { return nil }
        let result = lowered[Int(value)]
        return result == 0 ? nil : UInt32(result)
    }

    private static func computeIsWord(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: properties.numericType != nil || scalar == "_"
        }
    }

    private static func computeLowered(_ scalar: Unicode.Scalar) -> UInt16 {
        let mapping = scalar.properties.lowercaseMapping.unicodeScalars
        guard mapping.count == 1, let first = mapping.first, first.value < limit else { return 0 }
        return UInt16(first.value)
    }
}
