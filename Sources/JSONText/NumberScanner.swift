/// Reads the digits of a number of JSON from bytes, eight at a time where there are as many.
struct NumberScanner {
    /// What a number lacks.
    enum Problem {
        case number
        case digit
    }

    private let end: UnsafePointer<UInt8>
    /// Where the next byte is read.
    private(set) var place: UnsafePointer<UInt8>
    private var number = DecimalNumber()
    private var writtenExponent = 0
    /// The first digit.
    private var first: UnsafePointer<UInt8>

    /// - Parameter place: the number's first byte; not beyond `end`, which lies in or just behind the same bytes.
    @inline(__always) init(at place: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        self.place = place
        self.end = end
        first = place
    }

    /// The double that is nearest to the number; it must have been scanned.
    @inline(__always) var value: Double {
        number.value(UnsafeBufferPointer(start: first, count: place - first), written: writtenExponent)
    }

    /// Passes over a number as far as it is one.
    ///
    /// - Returns: what it lacks at ``place``; nil when it is whole.
    @inline(__always) mutating func scan() -> Problem? {
        number.isNegative = take(UInt8(ascii: "-"))
        first = place
        if !take(UInt8(ascii: "0")) {
            scanDigits()
            guard place > first else { return .number }
        }
        var digitCount = place - first
        if take(UInt8(ascii: ".")) {
            let start = place
            scanEights()
            scanDigits()
            guard place > start else { return .digit }
            number.exponent = start - place
            digitCount += place - start
        }
        if digitCount > Self.digitLimit { cutOff() }
        guard place < end, place.pointee | 0x20 == UInt8(ascii: "e") else { return nil }
        return scanExponent()
    }

    // MARK: - Digits

    /// As many digits as every 64-bit integer holds.
    private static let digitLimit = 19

    @inline(__always) private mutating func take(_ byte: UInt8) -> Bool {
        guard place < end, place.pointee == byte else { return false }
        place += 1
        return true
    }

    /// Takes digits one by one; beyond 19 the mantissa wraps and ``cutOff()`` mends it.
    @inline(__always) private mutating func scanDigits() {
        while place < end {
            let digit = place.pointee &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            number.mantissa = number.mantissa &* 10 &+ UInt64(digit)
            place += 1
        }
    }

    @inline(__always) private mutating func scanEights() {
        while end - place >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
            guard Self.isDigits(word) else { return }
            number.mantissa = number.mantissa &* 100_000_000 &+ Self.number(word)
            place += 8
        }
    }

    /// Whether all eight bytes are digits: each has 3 for its upper half, and adding 6 does not change that.
    @inline(__always) private static func isDigits(_ word: UInt64) -> Bool {
        let upperHalves: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        let threes: UInt64 = 0x3030_3030_3030_3030
        return word & upperHalves == threes && (word &+ 0x0606_0606_0606_0606) & upperHalves == threes
    }

    /// The number that eight digits are: pairs, then fours, then all.
    @inline(__always) private static func number(_ word: UInt64) -> UInt64 {
        let digits = word &- 0x3030_3030_3030_3030
        let pairs = (digits &* 10) &+ (digits >> 8)
        let lowest: UInt64 = 0x0000_00FF_0000_00FF
        let upper = (pairs & lowest) &* (100 &+ (1_000_000 << 32))
        let lower = ((pairs >> 16) & lowest) &* (1 &+ (10_000 << 32))
        return (upper &+ lower) >> 32
    }

    // MARK: - More digits than a mantissa holds

    /// Reads the digits again and keeps those that count, up to 19.
    @inline(never) private mutating func cutOff() {
        var digit = first
        while digit < place, digit.pointee == UInt8(ascii: "0") || digit.pointee == UInt8(ascii: ".") { digit += 1 }
        var (mantissa, kept, dropped) = (UInt64(0), 0, 0)
        while digit < place {
            defer { digit += 1 }
            guard digit.pointee != UInt8(ascii: ".") else { continue }
            let value = digit.pointee &- UInt8(ascii: "0")
            if kept < Self.digitLimit {
                mantissa = mantissa &* 10 &+ UInt64(value)
                kept += 1
            } else {
                dropped += 1
                if value != 0 { number.isCutOff = true }
            }
        }
        number.mantissa = mantissa
        number.exponent += dropped
    }

    // MARK: - The exponent

    /// More than any text has digits.
    private static let exponentLimit = 1 << 40

    @inline(never) private mutating func scanExponent() -> Problem? {
        place += 1
        let isNegative = take(UInt8(ascii: "-"))
        if !isNegative { _ = take(UInt8(ascii: "+")) }
        let start = place
        var exponent = 0
        while place < end {
            let digit = place.pointee &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            if exponent < Self.exponentLimit { exponent = exponent * 10 + Int(digit) }
            place += 1
        }
        guard place > start else { return .digit }
        writtenExponent = isNegative ? -exponent : exponent
        number.exponent += writtenExponent
        return nil
    }
}
