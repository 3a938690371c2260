/// Boosted trees that answer a number.
///
/// - Source: `sklearn.ensemble.GradientBoostingRegressor`.
package struct GradientBoostingRegressor: PredictiveModel {
    private let boosting: GradientBoosting
    package let signature: ModelSignature

    /// - Throws: ``ModelStructureError`` when `boosting` has more than one output.
    package init(_ boosting: GradientBoosting, featureNames: [String]?) throws(ModelStructureError) {
        guard boosting.outputCount == 1 else {
            throw ModelStructureError("A boosted regressor has \(boosting.outputCount) outputs instead of 1")
        }
        self.boosting = boosting
        signature = ModelSignature(
            featureCount: boosting.trees.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: 1),
            acceptsMissing: false,
            givesProbabilities: false
        )
    }

    package var memoryBytes: Int { boosting.memoryBytes }

    /// - Complexity: O(n · trees · depth); two allocations for the batch.
    package func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction {
        guard !wantsProbabilities else { throw .regressorHasNoProbabilities }
        return Prediction(outcome: .values(boosting.rawScores(of: try TreeInput(rows, signature))))
    }
}
