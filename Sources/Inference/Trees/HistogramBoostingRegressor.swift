/// Boosted trees over binned features that answer a number.
///
/// - Source: `sklearn.ensemble.HistGradientBoostingRegressor`.
package struct HistogramBoostingRegressor: PredictiveModel {
    /// How a sum becomes an answer.
    package enum Link: Sendable {
        case identity
        /// The answer is e to the power of the sum, which is never negative.
        case logarithm
    }

    private let boosting: HistogramBoosting
    private let link: Link
    package let signature: ModelSignature

    /// - Throws: ``ModelStructureError`` when `boosting` has more than one output.
    package init(_ boosting: HistogramBoosting, link: Link, featureNames: [String]?) throws(ModelStructureError) {
        guard boosting.outputCount == 1 else {
            throw ModelStructureError("A boosted regressor has \(boosting.outputCount) outputs instead of 1")
        }
        self.boosting = boosting
        self.link = link
        signature = ModelSignature(
            featureCount: boosting.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: 1),
            acceptsMissing: true,
            textFeatures: boosting.textFeatures
        )
    }

    package var memoryBytes: Int { boosting.memoryBytes }

    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return try boosting.predict(rows) { rows throws(PredictionError) in
            var sums = try boosting.rawScores(of: rows)
            if link == .logarithm {
                for index in sums.values.indices { sums.values[index] = Mathematics.exponential(sums.values[index]) }
            }
            return Prediction(outcome: .values(sums))
        }
    }
}
