/// The average of what several regressors answer.
///
/// - Source: `sklearn.ensemble.VotingRegressor`.
package struct VotingRegressor: PredictiveModel {
    private let inner: InnerModels
    private let weights: [Double]?
    package let signature: ModelSignature

    /// - Parameter weights: one for each model; nil when all count alike.
    package init(
        _ models: [any PredictiveModel],
        weights: [Double]?,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        inner = try InnerModels(models)
        try inner.requireRegressors()
        try Weights.check(weights, count: models.count)
        self.weights = weights
        signature = inner.signature(.regression(outputCount: 1), featureNames: featureNames)
    }

    package var memoryBytes: Int { inner.memoryBytes }

    /// - Complexity: the sum of the models.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        var sums = WeightedSum(rowCount: rows.rowCount, columnCount: 1)
        for (index, member) in inner.members.enumerated() {
            sums.add(try member.values(of: rows), weight: weights?[index])
        }
        return Prediction(outcome: .values(sums.mean))
    }
}
