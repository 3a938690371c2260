/// The two text encodings that old protocols wrap bytes in.
enum TextCoding {
    /// UTF-8 for Python's `raw-unicode-escape`; nil for an escape that is no character.
    static func utf8(rawUnicodeEscape bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let digits = escapeDigits(bytes, at: index)
            guard digits > 0 else {
                append(UInt32(bytes[index]), to: &result)
                index += 1
                continue
            }
            guard index + 2 + digits <= bytes.count, let scalar = hexadecimal(bytes[index + 2..<index + 2 + digits]),
                append(scalar, to: &result)
            else { return nil }
            index += 2 + digits
        }
        return result
    }

    /// Latin-1 for UTF-8, each character becoming a byte; nil where one does not fit.
    static func latin1(utf8 bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                result.append(byte)
                index += 1
            } else if byte & 0xfe == 0xc2, index + 1 < bytes.count, bytes[index + 1] & 0xc0 == 0x80 {
                result.append(byte << 6 | bytes[index + 1] & 0x3f)
                index += 2
            } else {
                return nil
            }
        }
        return result
    }

    /// How many digits the escape at `index` has; 0 when none begins there.
    private static func escapeDigits(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        guard bytes[index] == 0x5c, index + 1 < bytes.count else { return 0 }
        return switch bytes[index + 1] {
        case UInt8(ascii: "u"): 4
        case UInt8(ascii: "U"): 8
        default: 0
        }
    }

    private static func hexadecimal(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt32? {
        var value: UInt32 = 0
        for byte in digits {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// - Returns: whether `scalar` is a character.
    @discardableResult
    private static func append(_ scalar: UInt32, to result: inout [UInt8]) -> Bool {
        guard let character = UnicodeScalar(scalar) else { return false }
        result += Array(Character(character).utf8)
        return true
    }
}
