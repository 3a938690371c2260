/// Classes whose features are counts, or whether something is there.
///
/// - Source: `sklearn.naive_bayes.MultinomialNB` and `ComplementNB`; for `BernoulliNB` see ``BernoulliNaiveBayes``.
package struct DiscreteNaiveBayes: LinearModel {
    let scores: LinearScores
    package let signature: ModelSignature

    /// - Parameters:
    ///   - weights: the log-probability of each feature; shape `[classCount, featureCount]`, −∞ for what never happens.
    ///   - constants: the log-probability of each class; shape `[classCount]`.
    package init(
        weights: Matrix,
        constants: [Double],
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        scores = try LinearScores(coefficients: weights, intercepts: constants, allowsInfinite: true)
        guard classes.count == scores.outputCount else {
            throw ModelStructureError(
                "There are \(scores.outputCount) rows of probabilities for \(classes.count) classes"
            )
        }
        signature = ModelSignature(
            featureCount: scores.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true
        )
    }

    func answer(_ sums: Matrix, asking parts: PredictionParts) -> Prediction {
        LogLikelihoods.prediction(sums, asking: parts)
    }
}
