/// Lower case as Python has it.
///
/// - Source: `str.lower`: the full mappings of Unicode, and a sigma that ends a word becomes ς.
enum Lowercasing {
    private static let capitalSigma: UInt32 = 0x3a3

    /// Adds the lower case of `text` to `result`.
    ///
    /// - Complexity: O(bytes).
    static func append(_ text: TextBytes, to result: inout [UInt8]) {
        let tables = CharacterTables.shared
        var index = 0
        while index < text.count {
            let start = index
            while index < text.count, text[index] < 0x80 { index += 1 }
            if index > start { appendASCII(text.part(start..<index), to: &result) }
            while index < text.count, text[index] >= 0x80 {
                appendOne(text, at: index, tables, to: &result)
                index += text.length(at: index)
            }
        }
    }

    private static func appendASCII(_ text: TextBytes, to result: inout [UInt8]) {
        let start = result.count
        result.append(contentsOf: text)
        result.withUnsafeMutableBufferPointer { result in
            for index in start..<result.count {
                let byte = result[index]
                result[index] = byte | (byte &- 0x41 < 26 ? 0x20 : 0)
            }
        }
    }

    private static func appendOne(
        _ text: TextBytes,
        at index: Int,
        _ tables: CharacterTables,
        to result: inout [UInt8]
    ) {
        let value = text.scalar(at: index)
        if value == capitalSigma {
            result.append(scalar: endsWord(text, at: index) ? 0x3c2 : 0x3c3)
        } else if let lowered = tables.lowered(value) {
            result.append(scalar: lowered)
        } else if let scalar = Unicode.Scalar(value) {
            result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }

    /// Whether a letter stands before the sigma and none behind, marks and points aside.
    ///
    /// A look goes no further than the next sigma, so that all of them together pass over a text twice.
    private static func endsWord(_ text: TextBytes, at index: Int) -> Bool {
        var before = index
        repeat {
            guard before > 0 else { return false }
            before = text.start(before: before)
        } while isIgnorable(text.scalar(at: before))
        guard isCased(text.scalar(at: before)) else { return false }
        var behind = index + text.length(at: index)
        while behind < text.count, isIgnorable(text.scalar(at: behind)) { behind += text.length(at: behind) }
        return behind == text.count || !isCased(text.scalar(at: behind))
    }

    private static func isIgnorable(_ value: UInt32) -> Bool {
        Unicode.Scalar(value)?.properties.isCaseIgnorable ?? false
    }

    private static func isCased(_ value: UInt32) -> Bool { Unicode.Scalar(value)?.properties.isCased ?? false }
}
