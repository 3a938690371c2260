/// Letters without accents: characters taken apart, and the marks left out.
///
/// - Source: `strip_accents_unicode` and `strip_accents_ascii` of `sklearn.feature_extraction.text`: the compatibility
///   decomposition of Unicode without what combines.
struct AccentRemoval: Sendable {
    /// The characters that come apart, ascending; for each where its parts begin in ``parts``, and the end of the last.
    private let sources: [UInt32]
    private let starts: [Int32]
    private let parts: [UInt32]

    private static let shared = AccentRemoval()

    /// Adds `text` without accents to `result`.
    ///
    /// Marks all go, so that their order, which decomposing would mend, does not matter: characters can be replaced one
    /// by one.
    ///
    /// - Complexity: O(bytes).
    static func append(_ text: TextBytes, isASCII: Bool, to result: inout [UInt8]) {
        let table = shared
        var index = 0
        while index < text.count {
            let value = text.scalar(at: index)
            index += text.length(at: index)
            if value < 0x80 {
                result.append(UInt8(truncatingIfNeeded: value))
            } else if let parts = table.replacement(of: value) {
                for part in parts where !isASCII || part < 0x80 { result.append(scalar: part) }
            } else if !isASCII {
                appendUnlessMark(value, to: &result)
            }
        }
    }

    private static func appendUnlessMark(_ value: UInt32, to result: inout [UInt8]) {
        if (0xac00...0xd7a3).contains(value) { return appendHangul(value - 0xac00, to: &result) }
        guard Unicode.Scalar(value)?.properties.canonicalCombiningClass == .notReordered else { return }
        result.append(scalar: value)
    }

    /// A syllable is its consonant, its vowel and perhaps another consonant: 19 · 21 · 28 of them in order.
    private static func appendHangul(_ number: UInt32, to result: inout [UInt8]) {
        result.append(scalar: 0x1100 + number / 588)
        result.append(scalar: 0x1161 + number % 588 / 28)
        if number % 28 > 0 { result.append(scalar: 0x11a7 + number % 28) }
    }

    /// What stands for a character; nil for one that is whole.
    private func replacement(of value: UInt32) -> ArraySlice<UInt32>? {
        var (low, high) = (0, sources.count)
        while low < high {
            let middle = (low + high) / 2
            if sources[middle] < value { low = middle + 1 } else { high = middle }
        }
        guard low < sources.count, sources[low] == value else { return nil }
        return parts[Int(starts[low])..<Int(starts[low + 1])]
    }

    // MARK: The table

    private init() {
        var entries = Self.decode()
        entries.sort { $0.source < $1.source }
        var starts: [Int32] = [0]
        var parts: [UInt32] = []
        for entry in entries {
            parts += entry.parts
            starts.append(Int32(parts.count))
        }
        sources = entries.map(\.source)
        self.starts = starts
        self.parts = parts
    }

    /// Reads ``table``, numbers of base 26 whose last digit is a small letter.
    ///
    /// A record is how far its source is from the last one's, and a head. An even head is twice the count of the parts that
    /// follow, each as its difference from the one before. An odd one is a run of several sources with one part each: one
    /// part follows, and `head / 2` is `9 · (count - 2) + 3 · (step of the sources - 1) + step of the parts`.
    private static func decode() -> [(source: UInt32, parts: [UInt32])] {
        var entries: [(source: UInt32, parts: [UInt32])] = []
        var numbers = numbers().makeIterator()
        var (source, part) = (0, 0)
        while let distance = numbers.next(), let head = numbers.next() {
            source += distance
            let isRun = head & 1 == 1
            var parts: [UInt32] = []
            var current = part
            for index in 0..<(isRun ? 1 : head / 2) {
                let difference = numbers.next() ?? 0
                current += difference & 1 == 0 ? difference / 2 : -(difference / 2) - 1
                if index == 0 { part = current }
                parts.append(UInt32(truncatingIfNeeded: current))
            }
            let (count, shape) = isRun ? (head / 18 + 2, head / 2 % 9) : (1, 0)
            for index in 0..<count {
                let moved = parts.map { $0 &+ UInt32(index * (shape % 3)) }
                entries.append((UInt32(source + index * (shape / 3 + 1)), moved))
            }
        }
        return entries
    }

    private static func numbers() -> [Int] {
        var numbers: [Int] = []
        var number = 0
        for byte in table.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): number = 26 * number + Int(byte - UInt8(ascii: "A"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                numbers.append(26 * number + Int(byte - UInt8(ascii: "a")))
                number = 0
            default: break
            }
        }
        return numbers
    }
}
