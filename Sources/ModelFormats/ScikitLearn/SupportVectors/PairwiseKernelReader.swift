import Inference
import PickleReader

/// Reads kernels by name, as `sklearn.metrics.pairwise.pairwise_kernels` takes them.
struct PairwiseKernelReader {
    private let object: EstimatorObject
    private let settings: PickleValue?

    /// - Parameter settings: a dictionary of settings beside those of the object; nil, or None, for none.
    init(_ object: EstimatorObject, settings: PickleValue? = nil) {
        self.object = object
        self.settings = settings
    }

    /// - Parameters:
    ///   - key: the attribute that names the kernel.
    ///   - featureCount: for the gamma that is left to scikit-learn.
    func kernel(_ key: String, featureCount: Int = 1) throws(ModelFileError) -> VectorKernel {
        let gamma = number("gamma") ?? 1 / Double(max(1, featureCount))
        switch object.text(key) {
        case "linear": return .linear
        case "rbf": return .radial(gamma: gamma)
        case "laplacian": return .laplacian(gamma: gamma)
        case "poly", "polynomial":
            return .polynomial(gamma: gamma, offset: number("coef0") ?? 1, degree: number("degree") ?? 3)
        case "sigmoid": return .sigmoid(gamma: gamma, offset: number("coef0") ?? 1)
        case "cosine": return .cosine
        default:
            throw object.unsupported(
                "its kernel is \(object.describe(key)), which is not computed here",
                instead: "train it with the kernel 'rbf', 'linear', 'poly', 'sigmoid', 'laplacian' or 'cosine'"
            )
        }
    }

    private func number(_ key: String) -> Double? {
        settings?[key]?.singleNumber ?? object.optionalNumber(key)
    }
}
