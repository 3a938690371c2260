package import Logging

/// Builds one line of a log, byte by byte.
///
/// Whatever a value holds, the line stays one line: characters that steer a terminal, and in text what would read as the
/// next fact, are written as JSON escapes them.
package struct LineBuilder {
    private let style: LineStyle
    private var bytes: [UInt8] = []

    package init(_ style: LineStyle, level: Logger.Level, message: String, time: LineTime = .now) {
        self.style = style
        bytes.reserveCapacity(512)
        switch style {
        case .json: beginJSON(level, message, time)
        case .text(let isColoured): beginText(level, message, time, isColoured)
        }
    }

    /// The line, its end included.
    package consuming func finish() -> [UInt8] {
        if style == .json { bytes.append(UInt8(ascii: "}")) }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    // MARK: - Facts

    /// - Parameter name: of plain letters, which need no escape.
    package mutating func add(plain name: StaticString, _ value: String) {
        begin(plain: name)
        appendText(value)
    }

    /// - Parameter name: of plain letters, which need no escape.
    package mutating func add(plain name: StaticString, _ value: Int) {
        begin(plain: name)
        appendInteger(value)
    }

    /// Lower-case hexadecimal digits, sixteen for each number.
    ///
    /// - Parameter name: of plain letters, which need no escape.
    package mutating func add(plain name: StaticString, hexadecimal numbers: UInt64...) {
        begin(plain: name)
        if style == .json { bytes.append(UInt8(ascii: "\"")) }
        for number in numbers { appendHexadecimal(number) }
        if style == .json { bytes.append(UInt8(ascii: "\"")) }
    }

    private static let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 16)

    private mutating func appendHexadecimal(_ number: UInt64) {
        let start = bytes.count
        bytes.append(contentsOf: Self.zeros)
        bytes.withUnsafeMutableBufferPointer { bytes in
            var rest = number
            for index in (start..<start + 16).reversed() {
                let digit = UInt8(truncatingIfNeeded: rest & 0xF)
                bytes[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                rest >>= 4
            }
        }
    }

    private mutating func begin(plain name: StaticString) {
        append(style == .json ? ",\"" as StaticString : " ")
        append(name)
        append(style == .json ? "\":" as StaticString : "=")
    }

    package mutating func add(_ name: String, _ value: String) {
        begin(name)
        appendText(value)
    }

    package mutating func add(_ name: String, _ value: Int) {
        begin(name)
        appendInteger(value)
    }

    package mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        append(value ? "true" as StaticString : "false")
    }

    /// - Parameter value: one that is not finite is written as a text.
    package mutating func add(_ name: String, _ value: Double) {
        begin(name)
        appendNumber(value)
    }

    /// A number of milliseconds with three digits behind the point.
    package mutating func add(_ name: String, milliseconds: Double) {
        begin(name)
        let bounded = milliseconds.isFinite ? max(0, min(milliseconds, 1e12)) : 0
        let thousandths = Int((bounded * 1000).rounded())
        appendInteger(thousandths / 1000)
        bytes.append(UInt8(ascii: "."))
        let rest = thousandths % 1000
        if rest < 100 { bytes.append(UInt8(ascii: "0")) }
        if rest < 10 { bytes.append(UInt8(ascii: "0")) }
        appendInteger(rest)
    }

    package mutating func add(_ name: String, _ value: Logger.MetadataValue) {
        begin(name)
        append(value, depth: 0)
    }

    /// A value that is JSON already, on one line and without characters that steer.
    package mutating func add(_ name: String, json: [UInt8]) {
        begin(name)
        bytes.append(contentsOf: json)
    }

    // MARK: - The beginning

    private mutating func beginJSON(_ level: Logger.Level, _ message: String, _ time: LineTime) {
        append("{\"time\":\"" as StaticString)
        time.append(to: &bytes)
        append("\",\"level\":\"" as StaticString)
        append(level.rawValue)
        append("\",\"message\":" as StaticString)
        appendQuoted(message)
    }

    private mutating func beginText(_ level: Logger.Level, _ message: String, _ time: LineTime, _ isColoured: Bool) {
        time.append(to: &bytes)
        append(" ")
        if isColoured { append(Self.colour(of: level)) }
        append(Self.name(of: level))
        if isColoured { append("\u{1B}[0m") }
        for _ in 0...max(0, 8 - level.rawValue.utf8.count) { bytes.append(UInt8(ascii: " ")) }
        appendEscaped(message)
    }

    private static func name(of level: Logger.Level) -> String {
        switch level {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info: "INFO"
        case .notice: "NOTICE"
        case .warning: "WARNING"
        case .error: "ERROR"
        case .critical: "CRITICAL"
        }
    }

    private static func colour(of level: Logger.Level) -> String {
        switch level {
        case .trace, .debug: "\u{1B}[2m"
        case .info: "\u{1B}[32m"
        case .notice: "\u{1B}[36m"
        case .warning: "\u{1B}[33m"
        case .error, .critical: "\u{1B}[31m"
        }
    }

    private mutating func begin(_ name: String) {
        if style == .json {
            bytes.append(UInt8(ascii: ","))
            appendQuoted(name)
            bytes.append(UInt8(ascii: ":"))
        } else {
            bytes.append(UInt8(ascii: " "))
            appendEscaped(name)
            bytes.append(UInt8(ascii: "="))
        }
    }

    // MARK: - Values

    /// Metadata may nest; what is deeper is left out.
    private static let depthLimit = 8

    private mutating func append(_ value: Logger.MetadataValue, depth: Int) {
        guard depth < Self.depthLimit else { return append("null") }
        switch value {
        case .string(let text): depth == 0 ? appendText(text) : appendQuoted(text)
        case .stringConvertible(let value): appendConvertible(value, depth)
        case .array(let elements):
            append("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { append(",") }
                append(element, depth: depth + 1)
            }
            append("]")
        case .dictionary(let members):
            append("{")
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { append(",") }
                appendQuoted(member.key)
                append(":")
                append(member.value, depth: depth + 1)
            }
            append("}")
        }
    }

    private mutating func appendConvertible(_ value: any CustomStringConvertible, _ depth: Int) {
        switch value {
        case let value as Bool: append(value ? "true" as StaticString : "false")
        case let value as Int: appendInteger(value)
        case let value as Double: appendNumber(value)
        case let value as any BinaryInteger: append("\(value)")
        case let value as Float: appendNumber(Double(value))
        default: depth == 0 ? appendText(value.description) : appendQuoted(value.description)
        }
    }

    private mutating func appendNumber(_ value: Double) {
        value.isFinite ? append(value.description) : appendQuoted(value.description)
    }

    private mutating func appendInteger(_ value: Int) {
        append(String(value))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func appendText(_ text: String) {
        guard style != .json, !text.isEmpty else { return appendQuoted(text) }
        var text = text
        let isDone = text.withUTF8 { source in
            guard source.allSatisfy(Self.isBare) else { return false }
            bytes.append(contentsOf: source)
            return true
        }
        if !isDone { appendQuoted(text) }
    }

    /// Whether a byte may stand in a text's value without quotes.
    private static func isBare(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
            && byte != UInt8(ascii: "\\")
    }

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: String) {
        EscapedText.append(text, to: &bytes)
    }
}
