#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads JSON (RFC 8259) from bytes, value by value, without building a tree.
struct JSONCursor {
    /// Why the bytes are no JSON, or not the JSON that was asked for.
    struct Failure: Error, Equatable {
        /// The byte at which reading stopped.
        let offset: Int
        let message: String
    }

    /// How deep arrays and objects may nest in a value that is skipped.
    private static let depthLimit = 64

    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: - Structure

    /// The next byte that is no white space; nil at the end.
    mutating func peek() -> UInt8? {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            case let byte: return byte
            }
        }
        return nil
    }

    /// Passes over `byte` if it is next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        offset += 1
        return true
    }

    mutating func require(_ byte: UInt8) throws(Failure) {
        guard take(byte) else { throw unexpected("'\(Character(UnicodeScalar(byte)))'") }
    }

    /// Reads the members of an object, handing each name over with the cursor at its value.
    mutating func readObject(_ member: (String, inout Self) throws(Failure) -> Void) throws(Failure) {
        try require(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try readString()
            try require(UInt8(ascii: ":"))
            try member(name, &self)
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "}"))
    }

    /// Reads the elements of an array, handing the cursor over at each.
    mutating func readArray(_ element: (inout Self) throws(Failure) -> Void) throws(Failure) {
        try require(UInt8(ascii: "["))
        if take(UInt8(ascii: "]")) { return }
        repeat {
            try element(&self)
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "]"))
    }

    /// Checks that nothing but white space is left.
    mutating func requireEnd() throws(Failure) {
        if peek() != nil { throw unexpected("the end") }
    }

    // MARK: - Literals

    /// Passes over `null`, `true` or `false` if it is next.
    mutating func takeLiteral(_ word: StaticString) -> Bool {
        guard peek() != nil, bytes.count - offset >= word.utf8CodeUnitCount else { return false }
        let matches = word.withUTF8Buffer { bytes[offset..<offset + $0.count].elementsEqual($0) }
        if matches { offset += word.utf8CodeUnitCount }
        return matches
    }

    // MARK: - Numbers

    /// Reads a number, correctly rounded; one beyond the range of a double is infinite.
    mutating func readNumber() throws(Failure) -> Double {
        _ = peek()
        var shape = NumberShape(start: offset)
        shape.isNegative = take(at: UInt8(ascii: "-"))
        try readInteger(&shape)
        if take(at: UInt8(ascii: ".")) { try readFraction(&shape) }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") { try readExponent(&shape) }
        return shape.exactValue ?? roundedValue(shape.start..<offset)
    }

    private mutating func take(at byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func readInteger(_ shape: inout NumberShape) throws(Failure) {
        if take(at: UInt8(ascii: "0")) { return }
        guard readDigits(&shape) > 0 else { throw unexpected("a number") }
    }

    private mutating func readFraction(_ shape: inout NumberShape) throws(Failure) {
        let count = readDigits(&shape)
        guard count > 0 else { throw unexpected("a digit") }
        shape.exponent -= count
    }

    private mutating func readDigits(_ shape: inout NumberShape) -> Int {
        let start = offset
        while offset < bytes.count {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            shape.append(digit)
            offset += 1
        }
        return offset - start
    }

    private mutating func readExponent(_ shape: inout NumberShape) throws(Failure) {
        offset += 1
        let isNegative = take(at: UInt8(ascii: "-"))
        if !isNegative { _ = take(at: UInt8(ascii: "+")) }
        var digits = NumberShape(start: offset)
        guard readDigits(&digits) > 0 else { throw unexpected("a digit") }
        let exponent = digits.isExact ? Int(min(digits.mantissa, 100_000)) : 100_000
        shape.exponent += isNegative ? -exponent : exponent
    }

    /// The C library's correctly rounded reading of a number whose grammar was checked.
    private func roundedValue(_ range: Range<Int>) -> Double {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: range.count + 1) { text in
            for (place, index) in range.enumerated() { text[place] = CChar(bitPattern: bytes[index]) }
            text[range.count] = 0
            return text.baseAddress.map { strtod($0, nil) } ?? .nan
        }
    }

    /// A number's digits as they are read.
    private struct NumberShape {
        let start: Int
        var isNegative = false
        var mantissa: UInt64 = 0
        /// The power of ten behind the mantissa.
        var exponent = 0
        /// Whether every digit is in the mantissa.
        var isExact = true

        init(start: Int) {
            self.start = start
        }

        mutating func append(_ digit: UInt8) {
            guard isExact, mantissa < 100_000_000_000_000_000 else {
                isExact = false
                return
            }
            mantissa = mantissa * 10 + UInt64(digit)
        }

        /// The value where one correctly rounded operation on two exact doubles gives it.
        var exactValue: Double? {
            guard isExact, mantissa <= 1 << 53, abs(exponent) < Self.powersOfTen.count else { return nil }
            let magnitude =
                exponent < 0
                ? Double(mantissa) / Self.powersOfTen[-exponent] : Double(mantissa) * Self.powersOfTen[exponent]
            return isNegative ? -magnitude : magnitude
        }

        private static let powersOfTen: [Double] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
            1e19,
            1e20, 1e21, 1e22,
        ]
    }

    // MARK: - Strings

    mutating func readString() throws(Failure) -> String {
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

    // MARK: - Skipping

    /// Passes over a value of any kind.
    mutating func skipValue() throws(Failure) {
        var closers: [UInt8] = []
        repeat {
            try skipOne(&closers)
            while let closer = closers.last, take(closer) { closers.removeLast() }
            if !closers.isEmpty { try skipSeparator(closers) }
        } while !closers.isEmpty
    }

    private mutating func skipOne(_ closers: inout [UInt8]) throws(Failure) {
        guard let byte = peek() else { throw unexpected("a value") }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            offset += 1
            try open(byte, &closers)
        case UInt8(ascii: "\""): _ = try readString()
        default:
            if takeLiteral("null") || takeLiteral("true") || takeLiteral("false") { return }
            _ = try readNumber()
        }
    }

    private mutating func open(_ byte: UInt8, _ closers: inout [UInt8]) throws(Failure) {
        guard closers.count < Self.depthLimit else { throw unexpected("at most \(Self.depthLimit) levels of nesting") }
        let isObject = byte == UInt8(ascii: "{")
        let closer = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if take(closer) { return }
        closers.append(closer)
        if isObject { try skipName() }
        try skipOne(&closers)
    }

    private mutating func skipSeparator(_ closers: [UInt8]) throws(Failure) {
        try require(UInt8(ascii: ","))
        if closers.last == UInt8(ascii: "}") { try skipName() }
    }

    private mutating func skipName() throws(Failure) {
        _ = try readString()
        try require(UInt8(ascii: ":"))
    }

    // MARK: - Failures

    func unexpected(_ expected: String) -> Failure {
        let found = offset < bytes.count ? "byte 0x\(String(bytes[offset], radix: 16))" : "the end"
        return Failure(offset: offset, message: "at byte \(offset): got \(found), expected \(expected)")
    }
}
