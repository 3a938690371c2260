/// A classifier of two classes that decides at a threshold of its own.
///
/// - Source: `sklearn.model_selection.FixedThresholdClassifier` and `TunedThresholdClassifierCV`.
package struct ThresholdClassifier: PredictiveModel {
    /// What is compared with the threshold.
    package enum Response: Sendable {
        case probabilities
        case scores
    }

    private let inner: InnerModel
    private let response: Response
    private let threshold: Double
    private let positive: Int
    package let signature: ModelSignature

    /// - Parameters:
    ///   - threshold: what the positive class needs at least.
    ///   - positive: which of the two classes is the positive one, 0 or 1.
    package init(
        _ model: any PredictiveModel,
        response: Response,
        threshold: Double,
        positive: Int
    ) throws(ModelStructureError) {
        let isGiven = response == .scores ? model.signature.givesScores : model.signature.givesProbabilities
        guard model.signature.classes?.count == 2, isGiven else {
            throw ModelStructureError("Its model does not say how sure it is of one of two classes")
        }
        guard !threshold.isNaN, (0...1).contains(positive) else {
            throw ModelStructureError("It decides at \(threshold) for class \(positive)")
        }
        inner = InnerModel(model: model)
        self.response = response
        self.threshold = threshold
        self.positive = positive
        signature = model.signature
    }

    package var memoryBytes: Int { inner.model.memoryBytes + 8 }

    /// - Complexity: that of the model.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let asked: PredictionParts = response == .scores ? .scores : .probabilities
        let answer = try inner.model.predict(rows, asking: parts.union(asked))
        let confidences: [Double] =
            switch response {
            case .probabilities: answer.probabilities?.column(positive) ?? []
            case .scores: (answer.scores?.column(0) ?? []).map { positive == 0 ? -$0 : $0 }
            }
        return Prediction(
            outcome: .classIndices(confidences.map { $0 >= threshold ? positive : 1 - positive }),
            probabilities: parts.contains(.probabilities) ? answer.probabilities : nil,
            scores: parts.contains(.scores) ? answer.scores : nil
        )
    }
}
