import Inference
import PickleReader

/// Reads the kernel of a Gaussian process: objects of `sklearn.gaussian_process.kernels`, one in the other.
struct CovarianceReader {
    /// What each term copies: the number of values of the training rows.
    private let valueCount: Int
    private let rowCount: Int

    /// - Parameter rows: those that the kernel will compare.
    init(over rows: Matrix) {
        valueCount = rows.values.count
        rowCount = rows.rowCount
    }

    func formula(_ key: String, of object: EstimatorObject) throws(ModelFileError) -> CovarianceFormula {
        try formula(object.estimator(key))
    }

    /// Recursion ends at the depth that ``EstimatorObject`` allows, and its number of steps at the budget.
    private func formula(_ kernel: EstimatorObject) throws(ModelFileError) -> CovarianceFormula {
        guard kernel.module == "sklearn.gaussian_process.kernels" else { throw unknown(kernel) }
        switch kernel.name {
        case "Sum": return .sum(try formula("k1", of: kernel), try formula("k2", of: kernel))
        case "Product": return .product(try formula("k1", of: kernel), try formula("k2", of: kernel))
        case "Exponentiation":
            return .power(try formula("kernel", of: kernel), exponent: try kernel.number("exponent"))
        default:
            try kernel.context.spend(valueCount)
            let term = try term(kernel)
            if case .matern(_, let smoothness) = term, ![0.5, 1.5, 2.5, .infinity].contains(smoothness) {
                // Each row takes a thousand exponentials; the file of an honest process has a square of its rows.
                try kernel.context.spend(rowCount << 8)
            }
            return .term(term)
        }
    }

    private func term(_ kernel: EstimatorObject) throws(ModelFileError) -> CovarianceTerm {
        switch kernel.name {
        case "ConstantKernel": .constant(try kernel.number("constant_value"))
        case "WhiteKernel": .white(level: try kernel.number("noise_level"))
        case "RBF": .radial(lengths: try lengths(kernel))
        case "Matern": .matern(lengths: try lengths(kernel), smoothness: try kernel.number("nu"))
        case "RationalQuadratic":
            .rationalQuadratic(length: try length(kernel), alpha: try kernel.number("alpha"))
        case "ExpSineSquared": .periodic(length: try length(kernel), period: try kernel.number("periodicity"))
        case "DotProduct": .product(offset: try kernel.number("sigma_0"))
        case "PairwiseKernel":
            .pairwise(try PairwiseKernelReader(kernel, settings: kernel["pairwise_kernels_kwargs"]).kernel("metric"))
        default: throw unknown(kernel)
        }
    }

    /// One number, or one for each feature.
    private func lengths(_ kernel: EstimatorObject) throws(ModelFileError) -> [Double] {
        try kernel.numbers("length_scale")
    }

    private func length(_ kernel: EstimatorObject) throws(ModelFileError) -> Double {
        let lengths = try lengths(kernel)
        guard lengths.count == 1 else {
            throw ModelFileError(.malformed, "The length_scale of the \(kernel.name) are \(lengths.count) numbers")
        }
        return lengths[0]
    }

    private func unknown(_ kernel: EstimatorObject) -> ModelFileError {
        kernel.unsupported(
            "this kernel is not computed here",
            instead: "use kernels of sklearn.gaussian_process.kernels, such as RBF, Matern and ConstantKernel"
        )
    }
}
