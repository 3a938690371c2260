import Inference
import PickleReader

/// Reads selections of features: which are kept is worked out again from what was fitted, as the library does.
enum SelectionReader {
    static func byVariance(_ object: EstimatorObject) throws(ModelFileError) -> ColumnSelector {
        let threshold = try object.number("threshold")
        let mask = try object.doubles("variances_").map { $0 > threshold }
        return try selector(object, mask, acceptsMissing: true)
    }

    /// Selections with a `support_`: recursive elimination and sequential selection.
    static func bySupport(_ object: EstimatorObject) throws(ModelFileError) -> ColumnSelector {
        let mask = try object.mask("support_")
        let inner = object["estimator_"] == nil ? "estimator" : "estimator_"
        return try selector(object, mask, acceptsMissing: acceptsMissing(object, inner))
    }

    static func byModel(_ object: EstimatorObject) throws(ModelFileError) -> ColumnSelector {
        // Before scikit-learn 1.1 a model that was fitted before stands under its own name.
        let inner = object["estimator_"] == nil ? "estimator" : "estimator_"
        let model = try object.estimator(inner)
        let scores = try FeatureImportances.scores(of: model, for: object)
        let threshold = try ImportanceThreshold.value(object, model, scores)
        var mask = try largest(object, scores)
        for index in mask.indices where scores[index] < threshold { mask[index] = false }
        return try selector(object, mask, acceptsMissing: acceptsMissing(object, inner))
    }

    /// The features that `max_features` leaves, before the threshold.
    private static func largest(_ object: EstimatorObject, _ scores: [Double]) throws(ModelFileError) -> [Bool] {
        guard let limit = object["max_features_"] ?? object["max_features"], !limit.isNone else {
            return [Bool](repeating: true, count: scores.count)
        }
        guard let count = limit.singleInteger, count >= 0 else {
            throw ModelFileError(.malformed, "The max_features of the \(object.name) is no whole number")
        }
        let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        var mask = [Bool](repeating: false, count: scores.count)
        for index in order.prefix(count) { mask[index] = true }
        return mask
    }

    // MARK: One feature at a time

    /// Selections of one feature at a time by score or by p-value.
    static func univariate(_ object: EstimatorObject) throws(ModelFileError) -> ColumnSelector {
        let mode: UnivariateSelection.Mode
        let parameter: String
        switch object.name {
        case "SelectKBest": (mode, parameter) = (.bestCount, "k")
        case "SelectPercentile": (mode, parameter) = (.percentile, "percentile")
        case "SelectFpr": (mode, parameter) = (.falsePositiveRate, "alpha")
        case "SelectFdr": (mode, parameter) = (.falseDiscoveryRate, "alpha")
        case "SelectFwe": (mode, parameter) = (.familyWiseError, "alpha")
        default: (mode, parameter) = (try object.choice("mode"), "param")
        }
        let mask: [Bool]
        if mode == .bestCount, object.text(parameter) == "all" {
            mask = [Bool](repeating: true, count: try object.doubles("scores_").count)
        } else {
            let usesScores = mode == .bestCount || mode == .percentile
            mask = mode.mask(
                try object.doubles(usesScores ? "scores_" : "pvalues_"),
                parameter: try object.number(parameter)
            )
        }
        return try selector(object, mask, acceptsMissing: false)
    }

    // MARK: Selections that predict

    /// A recursive elimination with the model that was trained on what it kept.
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> Pipeline {
        let selector = try bySupport(object)
        let final = try EstimatorReader.model(object.estimator("estimator_"))
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try Pipeline([selector], final: final, featureNames: names)
        }
    }

    private static func selector(
        _ object: EstimatorObject,
        _ mask: [Bool],
        acceptsMissing: Bool
    ) throws(ModelFileError) -> ColumnSelector {
        try object.making { () throws(ModelStructureError) in
            try ColumnSelector(mask: mask, acceptsMissing: acceptsMissing)
        }
    }

    /// Whether the model inside takes missing values; false for one that is not served.
    private static func acceptsMissing(_ object: EstimatorObject, _ key: String) -> Bool {
        do {
            return try EstimatorReader.model(object.estimator(key)).signature.acceptsMissing
        } catch {
            return false
        }
    }
}
