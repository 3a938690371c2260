/// Decides between two doubles for a number that 19 digits do not: exact integers, however many digits there are.
///
/// The C library's `strtod` is no alternative: that of Debian 12 (glibc 2.36) reads some subnormal numbers one place off.
enum HalfwayComparison {
    /// Two neighbouring doubles have no more digits at their middle; beyond them it counts only whether all are 0.
    private static let digitLimit = 800

    /// The double that is nearest to a number: `lower` or the next one up, the even one from halfway between.
    ///
    /// - Parameters:
    ///   - digits: those of a number without sign, with or without a point; what follows them is not read.
    ///   - exponent: the power of ten that is written behind the digits.
    ///   - lower: at least 0 and finite; the number lies between it and the next double.
    static func nearest(_ digits: UnsafeBufferPointer<UInt8>, exponent: Int, lower: Double) -> Double {
        var (number, power) = integer(digits)
        power += exponent
        // The middle between m · 2^q and (m + 1) · 2^q is (2m + 1) · 2^(q - 1).
        let mantissa = lower.significandBitPattern | (lower.isNormal ? 1 << 52 : 0)
        let binaryPower = Int(max(1, lower.exponentBitPattern)) - 1076
        var middle = LargeInteger(2 * mantissa + 1)
        number.multiply(byPowerOfFive: max(0, power))
        number.shift(by: max(0, power) + max(0, -binaryPower))
        middle.multiply(byPowerOfFive: max(0, -power))
        middle.shift(by: max(0, -power) + max(0, binaryPower))
        if number == middle { return mantissa & 1 == 0 ? lower : lower.nextUp }
        return number < middle ? lower : lower.nextUp
    }

    /// The digits as an integer, and the power of ten that belongs to it.
    private static func integer(_ digits: UnsafeBufferPointer<UInt8>) -> (LargeInteger, Int) {
        var number = LargeInteger(0)
        var (kept, power, isBehindPoint, hasRest) = (0, 0, false, false)
        loop: for byte in digits {
            switch byte {
            case UInt8(ascii: "."): isBehindPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = UInt64(byte - UInt8(ascii: "0"))
                if isBehindPoint { power -= 1 }
                guard kept < digitLimit else {
                    power += 1
                    if digit != 0 { hasRest = true }
                    continue
                }
                if kept > 0 || digit > 0 { kept += 1 }
                number.multiply(by: 10, adding: digit)
            default: break loop
            }
        }
        if hasRest {
            number.multiply(by: 10, adding: 1)
            power -= 1
        }
        return (number, power)
    }
}

/// An integer of at least 0 and any size.
private struct LargeInteger: Comparable {
    /// The lowest first; the last is not 0.
    private var limbs: [UInt64]

    init(_ value: UInt64) {
        limbs = value == 0 ? [] : [value]
    }

    mutating func multiply(by factor: UInt64, adding addend: UInt64 = 0) {
        var carry = addend
        for index in limbs.indices {
            let product = limbs[index].multipliedFullWidth(by: factor)
            let (sum, overflow) = product.low.addingReportingOverflow(carry)
            limbs[index] = sum
            carry = product.high + (overflow ? 1 : 0)
        }
        if carry > 0 { limbs.append(carry) }
    }

    mutating func multiply(byPowerOfFive power: Int) {
        // The largest that a limb holds.
        for _ in 0..<power / 27 { multiply(by: 7_450_580_596_923_828_125) }
        for _ in 0..<power % 27 { multiply(by: 5) }
    }

    mutating func shift(by bits: Int) {
        multiply(by: 1 << UInt64(bits % 64))
        if !limbs.isEmpty { limbs.insert(contentsOf: repeatElement(0, count: bits / 64), at: 0) }
    }

    static func < (left: Self, right: Self) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }
}
