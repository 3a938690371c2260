/// Appends JSON to bytes.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends text as it stands: structure and literals.
    package mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    /// The shortest text that reads back as the same double; `null` for one that JSON cannot write.
    package mutating func append(_ value: Double) {
        if value.isFinite {
            bytes.append(contentsOf: value.description.utf8)
        } else {
            append("null")
        }
    }

    package mutating func append(quoting text: String) {
        append("\"")
        for byte in text.utf8 { appendEscaped(byte) }
        append("\"")
    }

    package mutating func append(_ value: Bool) {
        append(value ? "true" : "false")
    }

    /// Appends `[1.5,2.0,…]`.
    package mutating func appendArray(of values: ArraySlice<Double>) {
        append("[")
        var isFirst = true
        for value in values {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(value)
        }
        append("]")
    }

    /// Appends `[a,b,…]`.
    package mutating func appendArray<Elements: Collection>(
        _ elements: Elements,
        _ element: (inout Self, Elements.Element) -> Void
    ) {
        append("[")
        var isFirst = true
        for value in elements {
            if !isFirst { append(",") }
            isFirst = false
            element(&self, value)
        }
        append("]")
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0..<0x20:
            append("\\u00")
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        default: bytes.append(byte)
        }
    }
}
