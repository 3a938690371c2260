#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Functions that features and answers go through, as the platform has them.
extension Mathematics {
    /// 1 − erf(x) without loss far from 0.
    static func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }

    static func hyperbolicSine(_ x: Double) -> Double { sinh(x) }

    static func hyperbolicCosine(_ x: Double) -> Double { cosh(x) }

    static func inverseHyperbolicSine(_ x: Double) -> Double { asinh(x) }

    static func arcTangent(_ x: Double) -> Double { atan(x) }

    static func arcCosine(_ x: Double) -> Double { acos(x) }

    static func inverseHyperbolicTangent(_ x: Double) -> Double { atanh(x) }

    static func decimalLogarithm(_ x: Double) -> Double { log10(x) }

    static func binaryLogarithm(_ x: Double) -> Double { log2(x) }

    static func powerOfTwo(_ x: Double) -> Double { exp2(x) }
}
