/// The first 128 bits of the powers of five that doubles need, made once from exact integers.
///
/// - Source: the table of D. Lemire, "Number Parsing at a Gigabyte per Second" (2021): powers are cut off, and the
///   reciprocals of those up to 5^27 are rounded up.
enum PowersOfFive {
    /// Smaller powers of ten make every 64-bit integer 0, larger ones make it infinite.
    static let exponents = -342...308

    /// For each of ``exponents`` the upper and the lower 64 bits; the highest bit is 1.
    static let halves: [UInt64] = reciprocals() + powers()

    private static func powers() -> [UInt64] {
        var limbs: [UInt64] = [1]
        var halves: [UInt64] = []
        for _ in 0...exponents.upperBound {
            let leading = leadingBits(limbs)
            halves += [leading.high, leading.low]
            multiplyByFive(&limbs)
        }
        return halves
    }

    /// From 5^-342 up to 5^-1: 2^1023 divided by five again and again, which is exact because each division is whole.
    private static func reciprocals() -> [UInt64] {
        var limbs = [UInt64](repeating: 0, count: 15) + [1 << 63]
        var pairs: [[UInt64]] = []
        for exponent in 1 ... -exponents.lowerBound {
            divideByFive(&limbs)
            var leading = leadingBits(limbs)
            if exponent <= 27 { leading = leading &+ 1 }
            pairs.append([leading.high, leading.low])
        }
        return pairs.reversed().flatMap(\.self)
    }

    // MARK: - Integers of many limbs, the lowest first

    private static func multiplyByFive(_ limbs: inout [UInt64]) {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = limbs[index].multipliedFullWidth(by: 5)
            let (sum, overflow) = product.low.addingReportingOverflow(carry)
            limbs[index] = sum
            carry = product.high + (overflow ? 1 : 0)
        }
        if carry > 0 { limbs.append(carry) }
    }

    private static func divideByFive(_ limbs: inout [UInt64]) {
        var rest: UInt64 = 0
        for index in limbs.indices.reversed() {
            (limbs[index], rest) = (5 as UInt64).dividingFullWidth((rest, limbs[index]))
        }
    }

    private struct Bits {
        var high: UInt64
        var low: UInt64

        static func &+ (bits: Bits, addend: UInt64) -> Bits {
            let (low, overflow) = bits.low.addingReportingOverflow(addend)
            return Bits(high: bits.high &+ (overflow ? 1 : 0), low: low)
        }
    }

    /// The 128 bits from the highest that is 1.
    private static func leadingBits(_ limbs: [UInt64]) -> Bits {
        guard let top = limbs.lastIndex(where: { $0 != 0 }) else { return Bits(high: 0, low: 0) }
        let shift = limbs[top].leadingZeroBitCount
        func limb(_ index: Int) -> UInt64 { limbs.indices.contains(index) ? limbs[index] : 0 }
        // A shift by 64 or more gives 0.
        func shifted(_ index: Int) -> UInt64 { limb(index) << shift | limb(index - 1) >> (64 - shift) }
        return Bits(high: shifted(top), low: shifted(top - 1))
    }
}
