/// Boosted trees that answer a class.
///
/// - Source: `sklearn.ensemble.GradientBoostingClassifier`.
package struct GradientBoostingClassifier: MatrixModel {
    private let boosting: GradientBoosting
    private let scores: BoostedScores
    package let signature: ModelSignature

    /// - Throws: ``ModelStructureError`` unless `boosting` has one output for two classes, else one for each.
    package init(
        _ boosting: GradientBoosting,
        scores: BoostedScores,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        try scores.check(classCount: classes.count, outputCount: boosting.outputCount)
        self.boosting = boosting
        self.scores = scores
        signature = ModelSignature(
            featureCount: boosting.trees.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true,
            givesScores: true
        )
    }

    package var memoryBytes: Int { boosting.memoryBytes }

    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return scores.prediction(try boosting.rawScores(of: TreeInput(rows, signature)), asking: parts)
    }
}
