/// A decimal number as its digits were read: `mantissa · 10^exponent`, or a little more where digits were cut off.
struct DecimalNumber {
    var isNegative = false
    /// Up to 19 digits.
    var mantissa: UInt64 = 0
    var exponent = 0
    /// Whether there are further digits that are not all 0.
    var isCutOff = false

    /// The nearest double, infinite beyond the range.
    ///
    /// - Parameters:
    ///   - digits: the number as it is written, without its sign.
    ///   - written: the exponent that stands behind them.
    @inline(__always) func value(_ digits: @autoclosure () -> UnsafeBufferPointer<UInt8>, written: Int) -> Double {
        if mantissa <= 1 << 53, !isCutOff, -22...22 ~= exponent { return signed(fastValue) }
        let nearest = Self.nearest(mantissa, exponent)
        guard isCutOff, Self.nearest(mantissa + 1, exponent) != nearest, nearest.isFinite else {
            return signed(nearest)
        }
        return signed(HalfwayComparison.nearest(digits(), exponent: written, lower: nearest))
    }

    @inline(__always) private func signed(_ magnitude: Double) -> Double {
        isNegative ? -magnitude : magnitude
    }

    // MARK: - One rounding

    /// One correctly rounded operation on two exact doubles.
    ///
    /// - Source: W. Clinger, "How to Read Floating Point Numbers Accurately" (1990).
    @inline(__always) private var fastValue: Double {
        exponent < 0
            ? Double(mantissa) / Self.powersOfTen[-exponent] : Double(mantissa) * Self.powersOfTen[exponent]
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    // MARK: - 128 bits of product

    private static let mantissaBits = 52
    private static let bias = 1023
    private static let infiniteExponent = 0x7FF

    /// The double that is nearest to `mantissa · 10^exponent`, to even between two.
    ///
    /// - Source: D. Lemire, "Number Parsing at a Gigabyte per Second" (2021), after M. Eisel; N. Mushtak and D. Lemire,
    ///   "Fast Number Parsing Without Fallback" (2022), prove that no product needs more bits than these.
    private static func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double {
        guard mantissa != 0, exponent >= PowersOfFive.exponents.lowerBound else { return 0 }
        guard exponent <= PowersOfFive.exponents.upperBound else { return .infinity }
        let shift = mantissa.leadingZeroBitCount
        let product = product(mantissa << shift, exponent)
        let upperBit = Int(product.high >> 63)
        // One bit more than the mantissa has, for rounding, and one for the highest, which is not stored.
        let drop = upperBit + 64 - mantissaBits - 3
        let binaryExponent = floorOfLogarithm(exponent) + upperBit - shift + bias
        var bits = product.high >> UInt64(drop)
        if binaryExponent <= 0 { return subnormal(bits, binaryExponent) }
        if product.low <= 1, -4...23 ~= exponent, bits & 3 == 1, bits << UInt64(drop) == product.high {
            bits &= ~1  // Halfway between two doubles, exactly: to even.
        }
        return assembled((bits + (bits & 1)) >> 1, binaryExponent)
    }

    private static func assembled(_ rounded: UInt64, _ binaryExponent: Int) -> Double {
        let isCarried = rounded >= 2 << UInt64(mantissaBits)
        let exponent = isCarried ? binaryExponent + 1 : binaryExponent
        guard exponent < infiniteExponent else { return .infinity }
        let stored = isCarried ? 0 : rounded & (1 << UInt64(mantissaBits) - 1)
        return Double(bitPattern: UInt64(exponent) << UInt64(mantissaBits) | stored)
    }

    /// A double below the normal ones, or the first of these when rounding carries.
    private static func subnormal(_ bits: UInt64, _ binaryExponent: Int) -> Double {
        guard 1 - binaryExponent < 64 else { return 0 }
        let shifted = bits >> UInt64(1 - binaryExponent)
        return Double(bitPattern: (shifted + (shifted & 1)) >> 1)
    }

    /// `⌊log2(10^exponent)⌋` and 63 more, for exponents of the table.
    private static func floorOfLogarithm(_ exponent: Int) -> Int {
        (217_706 * exponent) >> 16 + 63
    }

    /// The first 128 bits, or as many as rounding needs, of a 64-bit integer times a power of five.
    private static func product(_ factor: UInt64, _ exponent: Int) -> (high: UInt64, low: UInt64) {
        let index = 2 * (exponent - PowersOfFive.exponents.lowerBound)
        let halves = PowersOfFive.halves
        var (high, low) = factor.multipliedFullWidth(by: halves[index])
        let unneeded: UInt64 = .max >> UInt64(mantissaBits + 3)
        if high & unneeded == unneeded {
            let (sum, overflow) = low.addingReportingOverflow(factor.multipliedFullWidth(by: halves[index + 1]).high)
            low = sum
            if overflow { high += 1 }
        }
        return (high, low)
    }
}
