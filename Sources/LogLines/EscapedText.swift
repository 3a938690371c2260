/// Texts as JSON writes them between quotes, with escapes also for what JSON would let through and a terminal would obey.
package enum EscapedText {
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    /// Appends a text without its quotes.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
    }

    private static func append(_ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var copied = 0
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte < 0x80 {
                if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: source[copied..<index])
                append(control: byte, to: &bytes)
                index += 1
                copied = index
            } else {
                let (scalar, length) = scalar(in: source, at: index)
                if scalar.steers {
                    bytes.append(contentsOf: source[copied..<index])
                    append(scalar, to: &bytes)
                    copied = index + length
                }
                index += length
            }
        }
        bytes.append(contentsOf: source[copied..<source.count])
    }

    /// A character beyond ASCII of a string's UTF-8, which is always well-formed.
    private static func scalar(
        in source: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let lead = UInt32(source[index])
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = lead & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length where index + offset < source.count {
            value = value << 6 | UInt32(source[index + offset]) & 0x3F
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", min(length, source.count - index))
    }

    private static func append(control byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0x0A: bytes += Array("\\n".utf8)
        case 0x0D: bytes += Array("\\r".utf8)
        case 0x09: bytes += Array("\\t".utf8)
        default: append(unit: UInt16(byte), to: &bytes)
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { append(unit: unit, to: &bytes) }
    }

    private static func append(unit: UInt16, to bytes: inout [UInt8]) {
        bytes += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] as [UInt16] { bytes.append(hexadecimal[Int(unit >> shift & 0xF)]) }
    }
}
