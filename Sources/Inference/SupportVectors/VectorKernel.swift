/// What says how alike two rows are: the inner product of a space that nobody has to enter.
///
/// - Source: `libsvm`, `Kernel::k_function`; `sklearn.metrics.pairwise`.
package enum VectorKernel: Sendable, Equatable {
    /// x · y.
    case linear
    /// (gamma · x · y + offset) to the power of degree.
    case polynomial(gamma: Double, offset: Double, degree: Double)
    /// exp(−gamma · |x − y|²).
    case radial(gamma: Double)
    /// tanh(gamma · x · y + offset).
    case sigmoid(gamma: Double, offset: Double)
    /// exp(−gamma · Σ|xᵢ − yᵢ|).
    case laplacian(gamma: Double)
    /// x · y / (|x| |y|).
    case cosine
    /// |x − y|², of which other kernels are made.
    case squaredDistance

    /// What is summed over the features.
    enum Sum {
        case products
        case squaredDifferences
        case absoluteDifferences
    }

    var sum: Sum {
        switch self {
        case .linear, .polynomial, .sigmoid, .cosine: .products
        case .radial, .squaredDistance: .squaredDifferences
        case .laplacian: .absoluteDifferences
        }
    }

    /// Turns sums over the features into values of the kernel.
    ///
    /// The cosine divides by the lengths elsewhere.
    func finish(_ sums: UnsafeMutableBufferPointer<Double>) {
        switch self {
        case .linear, .cosine, .squaredDistance:
            break
        case .polynomial(let gamma, let offset, let degree):
            for index in sums.indices { sums[index] = Self.power(gamma * sums[index] + offset, degree) }
        case .radial(let gamma), .laplacian(let gamma):
            for index in sums.indices { sums[index] = Mathematics.exponential(-gamma * sums[index]) }
        case .sigmoid(let gamma, let offset):
            for index in sums.indices { sums[index] = Mathematics.hyperbolicTangent(gamma * sums[index] + offset) }
        }
    }

    /// Powers of whole numbers by squaring, in the order of `libsvm`.
    private static func power(_ base: Double, _ degree: Double) -> Double {
        guard degree >= 0, degree <= 1_000_000_000, var remaining = Int(exactly: degree) else {
            return Mathematics.power(base, degree)
        }
        var (square, result) = (base, 1.0)
        while remaining > 0 {
            if !remaining.isMultiple(of: 2) { result *= square }
            square *= square
            remaining /= 2
        }
        return result
    }

    /// Whether all its numbers are numbers.
    var isFinite: Bool {
        switch self {
        case .linear, .cosine, .squaredDistance: true
        case .polynomial(let gamma, let offset, let degree): gamma.isFinite && offset.isFinite && degree.isFinite
        case .radial(let gamma), .laplacian(let gamma): gamma.isFinite
        case .sigmoid(let gamma, let offset): gamma.isFinite && offset.isFinite
        }
    }
}
