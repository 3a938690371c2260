/// A covariance of two rows that is not made of others.
///
/// - Source: the kernels of `sklearn.gaussian_process.kernels`.
package enum CovarianceTerm: Sendable, Equatable {
    case constant(Double)
    /// Noise: nothing between two rows that were measured apart, `level` of a row with itself.
    case white(level: Double)
    /// exp(−d² / 2), d the distance of the rows after each feature was divided by its length.
    case radial(lengths: [Double])
    /// `smoothness` is nu; infinity for what is the same as `radial`.
    case matern(lengths: [Double], smoothness: Double)
    case rationalQuadratic(length: Double, alpha: Double)
    /// exp(−2 (sin(π d / period) / length)²).
    case periodic(length: Double, period: Double)
    /// x · y + offset².
    case product(offset: Double)
    case pairwise(VectorKernel)

    /// By what each feature is divided before rows are compared; one number stands for all features.
    var lengths: [Double]? {
        switch self {
        case .radial(let lengths), .matern(let lengths, _): lengths
        default: nil
        }
    }

    /// What is computed of each two rows; nil when they do not matter.
    var kernel: VectorKernel? {
        switch self {
        case .constant, .white: nil
        case .radial: .radial(gamma: 0.5)
        case .matern, .rationalQuadratic, .periodic: .squaredDistance
        case .product: .linear
        case .pairwise(let kernel): kernel
        }
    }

    /// Whether its numbers can be computed with.
    func check() throws(ModelStructureError) {
        let isSound =
            switch self {
            case .constant(let value), .white(let value), .product(let value): value.isFinite
            case .radial(let lengths): Self.areSound(lengths)
            case .matern(let lengths, let smoothness): Self.areSound(lengths) && smoothness > 0
            case .rationalQuadratic(let length, let alpha): Self.areSound([length, alpha])
            case .periodic(let length, let period): Self.areSound([length, period])
            case .pairwise(let kernel): kernel.isFinite
            }
        guard isSound else { throw ModelStructureError("A kernel has a setting that is not finite, or zero") }
    }

    private static func areSound(_ numbers: [Double]) -> Bool { numbers.allSatisfy { $0.isFinite && $0 != 0 } }

    /// Turns what ``kernel`` gives into covariances.
    func finish(_ values: UnsafeMutableBufferPointer<Double>) {
        switch self {
        case .constant(let value): values.update(repeating: value)
        case .white: values.update(repeating: 0)
        case .radial, .pairwise: break
        case .matern(_, let smoothness):
            for index in values.indices { values[index] = Self.matern(values[index].squareRoot(), smoothness) }
        case .rationalQuadratic(let length, let alpha):
            let scale = 2 * alpha * (length * length)
            for index in values.indices { values[index] = Mathematics.power(1 + values[index] / scale, -alpha) }
        case .periodic(let length, let period):
            for index in values.indices {
                let sine = Mathematics.sine(.pi / period * values[index].squareRoot()) / length
                values[index] = Mathematics.exponential(-2 * (sine * sine))
            }
        case .product(let offset):
            for index in values.indices { values[index] += offset * offset }
        }
    }

    private static func matern(_ distance: Double, _ smoothness: Double) -> Double {
        switch smoothness {
        case 0.5: return Mathematics.exponential(-distance)
        case 1.5:
            let scaled = distance * 3.0.squareRoot()
            return (1 + scaled) * Mathematics.exponential(-scaled)
        case 2.5:
            let scaled = distance * 5.0.squareRoot()
            return (1 + scaled + scaled * scaled / 3) * Mathematics.exponential(-scaled)
        case .infinity: return Mathematics.exponential(-(distance * distance) / 2)
        default:
            let scaled = (2 * smoothness).squareRoot() * (distance == 0 ? .ulpOfOne : distance)
            let factor = Mathematics.power(2, 1 - smoothness) / Mathematics.gamma(smoothness)
            return factor * Mathematics.power(scaled, smoothness) * Mathematics.besselK(smoothness, scaled)
        }
    }

    /// The covariance of a row with itself.
    ///
    /// - Source: `diag` of each kernel.
    func variance(of row: UnsafeBufferPointer<Double>) -> Double {
        switch self {
        case .constant(let value), .white(let value): value
        case .radial, .matern, .rationalQuadratic, .periodic: 1
        case .product(let offset): row.reduce(0) { $0 + $1 * $1 } + offset * offset
        case .pairwise(let kernel): Self.variance(of: row, kernel)
        }
    }

    private static func variance(of row: UnsafeBufferPointer<Double>, _ kernel: VectorKernel) -> Double {
        var value = kernel.sum == .products ? row.reduce(0) { $0 + $1 * $1 } : 0
        if kernel == .cosine { return value == 0 ? 0 : 1 }
        withUnsafeMutablePointer(to: &value) { kernel.finish(UnsafeMutableBufferPointer(start: $0, count: 1)) }
        return value
    }
}
