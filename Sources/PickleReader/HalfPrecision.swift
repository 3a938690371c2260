/// Floats of 16 bits, which not every machine has.
///
/// - Source: IEEE 754 binary16.
enum HalfPrecision {
    static func float(_ bits: UInt16) -> Float {
        let magnitude = UInt32(bits & 0x7fff)
        let sign = UInt32(bits & 0x8000) << 16
        switch magnitude >> 10 {
        case 0:
            // Zero, and numbers too small for an exponent of their own.
            let value = Float(magnitude) * 0x1p-24
            return sign == 0 ? value : -value
        case 31: return Float(bitPattern: sign | 0x7f80_0000 | (magnitude & 0x3ff) << 13)
        default: return Float(bitPattern: sign | (magnitude << 13) &+ 112 << 23)
        }
    }
}
