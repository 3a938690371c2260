/// Boosted trees over binned features that answer a class.
///
/// - Source: `sklearn.ensemble.HistGradientBoostingClassifier`.
package struct HistogramBoostingClassifier: PredictiveModel {
    private let boosting: HistogramBoosting
    private let scores: BoostedScores
    package let signature: ModelSignature

    /// - Throws: ``ModelStructureError`` unless `boosting` has one output for two classes, else one for each.
    package init(
        _ boosting: HistogramBoosting,
        scores: BoostedScores,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        try scores.check(classCount: classes.count, outputCount: boosting.outputCount)
        self.boosting = boosting
        self.scores = scores
        signature = ModelSignature(
            featureCount: boosting.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            acceptsMissing: true,
            givesProbabilities: true,
            givesScores: true,
            textFeatures: boosting.textFeatures
        )
    }

    package var memoryBytes: Int { boosting.memoryBytes }

    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return try boosting.predict(rows) { rows throws(PredictionError) in
            scores.prediction(try boosting.rawScores(of: rows), asking: parts)
        }
    }
}
