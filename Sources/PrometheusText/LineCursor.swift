/// A reading position within one line of an exposition.
struct LineCursor {
    private let line: ArraySlice<UInt8>
    private let number: Int
    private var position: Int

    /// - Parameters:
    ///   - line: the bytes of the line without its end.
    ///   - number: the line's number, for errors.
    init(_ line: ArraySlice<UInt8>, number: Int) {
        self.line = line
        self.number = number
        position = line.startIndex
    }

    var isAtEnd: Bool { position >= line.endIndex }

    var next: UInt8? { isAtEnd ? nil : line[position] }

    mutating func skipBlanks() {
        while let byte = next, byte.isBlank { position += 1 }
    }

    /// Steps over `byte` if it stands here.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Steps over `byte`, which has to stand here.
    mutating func take(_ byte: UInt8, as expected: String) throws(PrometheusTextError) {
        guard skip(byte) else { throw error(expected: expected) }
    }

    mutating func takeMetricName() throws(PrometheusTextError) -> String {
        try takeName(expected: "a metric's name") { $0.beginsName }
    }

    mutating func takeLabelName() throws(PrometheusTextError) -> String {
        try takeName(expected: "a label's name") { $0.beginsLabel }
    }

    /// The bytes up to the next blank or the end.
    mutating func takeWord() -> String {
        let start = position
        while let byte = next, !byte.isBlank { position += 1 }
        return String(decoding: line[start..<position], as: UTF8.self)
    }

    /// The rest of the line, with its escapes undone.
    mutating func takeHelp() -> String {
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            if byte == .backslash, let escaped = next, let meant = unescaped(escaped) {
                text.append(meant)
                position += 1
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A label's value between quotes, with its escapes undone.
    mutating func takeQuoted() throws(PrometheusTextError) -> String {
        try take(.quote, as: "a quoted label value")
        var text: [UInt8] = []
        while let byte = next, byte != .quote {
            position += 1
            guard byte == .backslash else {
                text.append(byte)
                continue
            }
            guard let escaped = next, let meant = unescaped(escaped) else {
                throw error(expected: "\\\\, \\\" or \\n after a backslash")
            }
            text.append(meant)
            position += 1
        }
        try take(.quote, as: "the quote that closes a label value")
        return String(decoding: text, as: UTF8.self)
    }

    mutating func takeNumber(expected: String) throws(PrometheusTextError) -> Double {
        let start = position
        let word = takeWord()
        guard let number = Double(word) else {
            position = start
            throw error(expected: expected)
        }
        return number
    }

    /// An error about what stands at the position.
    func error(expected: String) -> PrometheusTextError {
        guard !isAtEnd else {
            return PrometheusTextError(line: number, expected: expected, found: "the end of the line")
        }
        let shown = line[position...].prefix(24).map { byte in
            byte >= 0x20 && byte < 0x7F ? byte : UInt8(ascii: "?")
        }
        return PrometheusTextError(
            line: number,
            expected: expected,
            found: "`\(String(decoding: shown, as: UTF8.self))`"
        )
    }

    private mutating func takeName(
        expected: String,
        beginning begins: (UInt8) -> Bool
    ) throws(PrometheusTextError) -> String {
        let start = position
        guard let first = next, begins(first) else { throw error(expected: expected) }
        while let byte = next, begins(byte) || byte.isDigit { position += 1 }
        return String(decoding: line[start..<position], as: UTF8.self)
    }

    private func unescaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case .backslash, .quote: byte
        case UInt8(ascii: "n"): .newline
        default: nil
        }
    }
}
