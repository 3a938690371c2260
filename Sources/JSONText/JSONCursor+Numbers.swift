#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension JSONCursor {
    /// Reads a number, correctly rounded; one beyond the range of a double is infinite.
    package mutating func readNumber() throws(Failure) -> Double {
        _ = peek()
        var shape = NumberShape(start: offset)
        shape.isNegative = take(at: UInt8(ascii: "-"))
        try readInteger(&shape)
        if take(at: UInt8(ascii: ".")) { try readFraction(&shape) }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") { try readExponent(&shape) }
        return shape.exactValue ?? roundedValue(shape.start..<offset)
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
}
