import Inference
import PickleReader

/// Reads classifiers with a threshold of their own.
enum ThresholdReader {
    static func fixed(_ object: EstimatorObject) throws(ModelFileError) -> ThresholdClassifier {
        let positive = object["pos_label"].flatMap { $0.isNone ? nil : $0 }
        return try model(object, positive: positive?.label) { response throws(ModelFileError) in
            if object.text("threshold") == "auto" { return response == .probabilities ? 0.5 : 0 }
            return try object.number("threshold")
        }
    }

    static func tuned(_ object: EstimatorObject) throws(ModelFileError) -> ThresholdClassifier {
        let scorer = try object.require("_curve_scorer", "a scorer") { $0 }
        return try model(object, positive: positiveLabel(of: scorer)) { _ throws(ModelFileError) in
            try object.number("best_threshold_")
        }
    }

    private static func model(
        _ object: EstimatorObject,
        positive: ClassLabel?,
        threshold: (ThresholdClassifier.Response) throws(ModelFileError) -> Double
    ) throws(ModelFileError) -> ThresholdClassifier {
        // One of a frozen estimator may never have been fitted itself.
        let inner = try EstimatorReader.model(
            object.estimator(object["estimator_"] == nil ? "estimator" : "estimator_")
        )
        let response = response(object, inner.signature)
        let limit = try threshold(response)
        let classes = inner.signature.classes ?? []
        let position = positive.map { label in classes.firstIndex { $0.isSame(as: label) } ?? -1 }
        return try object.making { () throws(ModelStructureError) in
            try ThresholdClassifier(inner, response: response, threshold: limit, positive: position ?? 1)
        }
    }

    private static func response(
        _ object: EstimatorObject,
        _ inner: ModelSignature
    ) -> ThresholdClassifier.Response {
        switch object.text("response_method") {
        case "decision_function": .scores
        case "predict_proba": .probabilities
        default: inner.givesProbabilities ? .probabilities : .scores
        }
    }

    /// The class that the scorer looked for: one that was given, or what its function takes by itself.
    ///
    /// - Source: `sklearn.metrics._scorer._BaseScorer._get_pos_label`.
    private static func positiveLabel(of scorer: PickleValue) -> ClassLabel? {
        if let given = scorer["_kwargs"]?["pos_label"] { return given.isNone ? nil : given.label }
        let withDefault: Set = [
            "average_precision_score", "f1_score", "fbeta_score", "jaccard_score", "precision_recall_fscore_support",
            "precision_score", "recall_score",
        ]
        return withDefault.contains(scorer["_score_func"]?.global?.name ?? "") ? .integer(1) : nil
    }
}
