/// A linear model of features from which their means were taken.
///
/// - Source: `predict` of `sklearn.cross_decomposition.PLSRegression`, `PLSCanonical` and `CCA`.
package struct CentredRegressor: MatrixModel {
    private let centring: Centring
    private let scores: LinearScores
    package let signature: ModelSignature

    /// - Parameters:
    ///   - means: what is taken off, shape `[featureCount]`.
    ///   - scales: what is divided by then, shape `[featureCount]`; nil for nothing.
    ///   - coefficients: shape `[outputCount, featureCount]`.
    ///   - intercepts: one for each row of `coefficients`.
    package init(
        means: [Double],
        scales: [Double]?,
        coefficients: Matrix,
        intercepts: [Double],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        scores = try LinearScores(coefficients: coefficients, intercepts: intercepts)
        centring = try Centring(means: means, scales: scales, featureCount: scores.featureCount)
        signature = ModelSignature(
            featureCount: scores.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: scores.outputCount)
        )
    }

    package var memoryBytes: Int { centring.memoryBytes + scores.memoryBytes }

    /// - Complexity: O(n · outputCount · featureCount), and one copy of the rows.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(scores.featureCount)
        try rows.requireFinite()
        var centred = rows
        centring.apply(to: &centred)
        return Prediction(outcome: .values(scores.sums(of: centred)))
    }
}
