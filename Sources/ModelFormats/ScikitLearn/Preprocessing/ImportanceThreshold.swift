import Inference
import PickleReader

/// The importance below which a feature is left out.
///
/// - Source: `sklearn.feature_selection._from_model._calculate_threshold`.
enum ImportanceThreshold {
    /// - Parameters:
    ///   - object: the selection.
    ///   - model: the model that tells the importance of features.
    static func value(
        _ object: EstimatorObject,
        _ model: EstimatorObject,
        _ scores: [Double]
    ) throws(ModelFileError) -> Double {
        guard let setting = object["threshold"], !setting.isNone else {
            return isSparse(model) ? 1e-5 : mean(scores)
        }
        if let number = setting.singleNumber { return number }
        guard let text = setting.text, let value = value(of: text, scores) else {
            throw ModelFileError(
                .malformed,
                "The threshold of the \(object.name) is neither a number nor mean, median or a multiple of them"
            )
        }
        return value
    }

    /// Reads `mean`, `median` or `1.25*mean`.
    private static func value(of text: String, _ scores: [Double]) -> Double? {
        let parts = text.split(separator: "*", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard let reference = parts.last, parts.count <= 2 else { return nil }
        let scale = parts.count == 2 ? Double(parts[0]) : 1
        let value: Double? = reference == "mean" ? mean(scores) : reference == "median" ? median(scores) : nil
        guard let scale, let value else { return nil }
        return parts.count == 2 ? scale * value : value
    }

    /// Whether the model leaves coefficients at zero, so that those above it are kept.
    private static func isSparse(_ model: EstimatorObject) -> Bool {
        if model.text("penalty") == "l1" || model.name.contains("Lasso") { return true }
        let version = model.context.version
        guard version >= .release(1, 1) else { return false }
        if ["ElasticNet", "MultiTaskElasticNet"].contains(model.name) { return isOne(model["l1_ratio"]) }
        if ["ElasticNetCV", "MultiTaskElasticNetCV"].contains(model.name) { return isOne(model["l1_ratio_"]) }
        guard version >= .release(1, 8) else { return false }
        if model.name == "LogisticRegression" { return isOne(model["l1_ratio"]) }
        if model.name == "LogisticRegressionCV" { return isOne(model["l1_ratio_"]) }
        return false
    }

    private static func isOne(_ value: PickleValue?) -> Bool {
        let numbers = value?.singleNumber.map { [$0] } ?? value?.array.flatMap { $0.count <= 4096 ? $0.doubles() : nil }
        return numbers?.allSatisfy { abs($0 - 1) <= 1e-8 + 1e-5 } ?? false
    }

    /// - Source: `numpy.mean`.
    private static func mean(_ scores: [Double]) -> Double {
        FeatureImportances.pairwiseSum(scores[...]) / Double(scores.count)
    }

    private static func median(_ scores: [Double]) -> Double {
        let sorted = scores.sorted()
        guard let last = sorted.last else { return .nan }
        if last.isNaN { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
