#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The functions that estimators share.
///
/// `exp` and `log` are the platform's, as in scipy, so that answers agree to the bit.
enum Mathematics {
    /// 1 / (1 + e⁻ˣ).
    ///
    /// - Source: `scipy.special.expit`.
    static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    static func exponential(_ x: Double) -> Double { exp(x) }

    static func logarithm(_ x: Double) -> Double { log(x) }

    /// eˣ − 1 without loss near 0.
    static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

    /// log(1 + x) without loss near 0.
    static func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }

    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

    static func sine(_ x: Double) -> Double { sin(x) }

    static func cosine(_ x: Double) -> Double { cos(x) }

    static func tangent(_ x: Double) -> Double { tan(x) }

    static func arcSine(_ x: Double) -> Double { asin(x) }

    static func cubeRoot(_ x: Double) -> Double { cbrt(x) }

    static func errorFunction(_ x: Double) -> Double { erf(x) }

    /// Replaces scores by probabilities that sum to 1; the largest score is taken off first, so that nothing overflows.
    ///
    /// - Source: `sklearn.utils.extmath.softmax`.
    static func softmax(_ scores: UnsafeMutableBufferPointer<Double>) {
        let largest = scores.max() ?? 0
        var sum = 0.0
        for index in scores.indices {
            scores[index] = exp(scores[index] - largest)
            sum += scores[index]
        }
        for index in scores.indices { scores[index] /= sum }
    }

    /// The index of the largest value, the first of several.
    ///
    /// - Source: `numpy.argmax`.
    static func indexOfMaximum(_ values: UnsafeBufferPointer<Double>) -> Int {
        var best = 0
        for index in values.indices where values[index] > values[best] { best = index }
        return best
    }
}

extension Matrix {
    /// For each row the index of its largest value, the first of several; shape `[rowCount]`.
    func indicesOfRowMaxima() -> [Int] {
        values.withUnsafeBufferPointer { values in
            (0..<rowCount).map { row in
                let range = row * columnCount..<(row + 1) * columnCount
                return Mathematics.indexOfMaximum(UnsafeBufferPointer(rebasing: values[range]))
            }
        }
    }

    /// Lends each row for change.
    mutating func updateRows(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
        let (rowCount, columnCount) = (rowCount, columnCount)
        values.withUnsafeMutableBufferPointer { values in
            for row in 0..<rowCount {
                let range = row * columnCount..<(row + 1) * columnCount
                body(UnsafeMutableBufferPointer(rebasing: values[range]))
            }
        }
    }
}
