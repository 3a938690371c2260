extension JSONCursor {
    package mutating func readString() throws(Failure) -> String {
        try require(UInt8(ascii: "\""))
        let start = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                let text = try string(of: bytes[start..<offset])
                offset += 1
                return text
            case UInt8(ascii: "\\"):
                return try readEscapedString(from: start)
            case 0..<0x20:
                throw unexpected("no control character in a string")
            default:
                offset += 1
            }
        }
        throw unexpected("the end of a string")
    }

    private mutating func readEscapedString(from start: Int) throws(Failure) -> String {
        var text = Array(bytes[start..<offset])
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return try string(of: text[...])
            case UInt8(ascii: "\\"): try readEscape(into: &text)
            case 0..<0x20: throw unexpected("no control character in a string")
            default: text.append(byte)
            }
        }
        throw unexpected("the end of a string")
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(Failure) {
        guard offset < bytes.count else { throw unexpected("an escape") }
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try readUnicodeEscape()).utf8))
        default: throw unexpected("an escape of JSON")
        }
    }

    private mutating func readUnicodeEscape() throws(Failure) -> Character {
        let high = try readHexadecimal()
        if let scalar = UnicodeScalar(high) { return Character(scalar) }
        guard (0xD800..<0xDC00).contains(high), take(at: UInt8(ascii: "\\")), take(at: UInt8(ascii: "u")) else {
            throw unexpected("a pair of surrogates")
        }
        let low = try readHexadecimal()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = UnicodeScalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw unexpected("a pair of surrogates") }
        return Character(scalar)
    }

    private mutating func readHexadecimal() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard offset < bytes.count, let digit = Character(UnicodeScalar(bytes[offset])).hexDigitValue else {
                throw unexpected("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            offset += 1
        }
        return value
    }

    private func string(of bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw unexpected("UTF-8") }
        return text
    }
}
