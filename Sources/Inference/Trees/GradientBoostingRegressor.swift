/// Boosted trees that answer a number.
///
/// - Source: `sklearn.ensemble.GradientBoostingRegressor`; whatever its loss is, the sum is the answer.
package struct GradientBoostingRegressor: MatrixModel {
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
            task: .regression(outputCount: 1)
        )
    }

    package var memoryBytes: Int { boosting.memoryBytes }

    /// - Complexity: O(n · trees · depth); two allocations for the batch.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return Prediction(outcome: .values(try boosting.rawScores(of: TreeInput(rows, signature))))
    }
}
