/// A plane that has what is usual on one side.
///
/// - Source: `sklearn.linear_model.SGDOneClassSVM`.
package struct LinearOutlierDetector: LinearModel {
    let scores: LinearScores
    package let signature: ModelSignature

    /// - Parameters:
    ///   - coefficients: shape `[1, featureCount]`.
    ///   - offset: what is taken off the sum; from 0 upwards a row is an inlier.
    package init(
        coefficients: Matrix,
        offset: Double,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        scores = try LinearScores(coefficients: coefficients, intercepts: [-offset])
        signature = ModelSignature(
            featureCount: scores.featureCount,
            featureNames: featureNames,
            task: .classification(classes: [.integer(-1), .integer(1)]),
            givesScores: true
        )
    }

    func answer(_ sums: Matrix, asking parts: PredictionParts) -> Prediction {
        Prediction(
            outcome: .classIndices(sums.values.map { $0 >= 0 ? 1 : 0 }),
            scores: parts.contains(.scores) ? sums : nil
        )
    }
}
