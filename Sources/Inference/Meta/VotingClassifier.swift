/// The class that most models vote for, or that is the most probable on average.
///
/// - Source: `sklearn.ensemble.VotingClassifier`.
package struct VotingClassifier: PredictiveModel {
    package enum Rule: Sendable {
        /// Each model has a vote: `voting='hard'`.
        case majority
        /// Probabilities are averaged: `voting='soft'`.
        case meanProbability
    }

    private let inner: InnerModels
    private let rule: Rule
    private let weights: [Double]?
    private let classCount: Int
    package let signature: ModelSignature

    /// - Parameters:
    ///   - models: classifiers of the numbers of the classes: 0, 1, 2…
    ///   - weights: one for each model; nil when all count alike.
    package init(
        _ models: [any PredictiveModel],
        rule: Rule,
        weights: [Double]?,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        inner = try InnerModels(models)
        for model in models { try ClassLabel.requireEncoded(model.signature.classes ?? [], classCount: classes.count) }
        try Weights.check(weights, count: models.count)
        guard rule == .majority || inner.givesProbabilities else {
            throw ModelStructureError("One of its models has no probabilities to average")
        }
        self.rule = rule
        self.weights = weights
        classCount = classes.count
        signature = inner.signature(
            .classification(classes: classes),
            featureNames: featureNames,
            givesProbabilities: rule == .meanProbability
        )
    }

    package var memoryBytes: Int { inner.memoryBytes }

    /// - Complexity: the sum of the models.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        switch rule {
        case .majority:
            return Prediction(outcome: .classIndices(try votes(rows).indicesOfRowMaxima()))
        case .meanProbability:
            let probabilities = try meanProbabilities(rows)
            return Prediction(
                outcome: .classIndices(probabilities.indicesOfRowMaxima()),
                probabilities: parts.contains(.probabilities) ? probabilities : nil
            )
        }
    }

    private func votes(_ rows: FeatureTable) throws(PredictionError) -> Matrix {
        var votes = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        for (index, member) in inner.members.enumerated() {
            let weight = weights?[index] ?? 1
            for (row, label) in try member.classIndices(of: rows).enumerated() { votes[row, label] += weight }
        }
        return votes
    }

    private func meanProbabilities(_ rows: FeatureTable) throws(PredictionError) -> Matrix {
        var sums = WeightedSum(rowCount: rows.rowCount, columnCount: classCount)
        for (index, member) in inner.members.enumerated() {
            sums.add(try member.probabilities(of: rows), weight: weights?[index])
        }
        return sums.mean
    }
}
