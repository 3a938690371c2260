/// The mean of a Gaussian process after it has seen training rows.
///
/// - Source: `sklearn.gaussian_process.GaussianProcessRegressor.predict`.
package struct GaussianProcessRegressor: MatrixModel {
    private let covariance: Covariance
    /// Shape `[rowCount, outputCount]`.
    private let weights: Matrix
    private let means: [Double]
    private let deviations: [Double]
    package let signature: ModelSignature

    /// - Parameters:
    ///   - rows: the training rows.
    ///   - weights: what each training row adds to each output, shape `[rowCount, outputCount]`.
    ///   - means: of the targets before training; one, or one for each output.
    ///   - deviations: by what the targets were divided, as many.
    package init(
        _ formula: CovarianceFormula,
        rows: Matrix,
        weights: Matrix,
        means: [Double],
        deviations: [Double],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        covariance = try Covariance(formula, over: rows)
        guard weights.rowCount == rows.rowCount, weights.columnCount > 0, weights.values.allSatisfy(\.isFinite) else {
            throw ModelStructureError(
                "\(rows.rowCount) training rows have weights of shape [\(weights.rowCount), \(weights.columnCount)], or "
                    + "one is not finite"
            )
        }
        let counts = [1, weights.columnCount]
        guard counts.contains(means.count), counts.contains(deviations.count),
            (means + deviations).allSatisfy(\.isFinite)
        else {
            throw ModelStructureError("\(weights.columnCount) outputs have \(means.count) means")
        }
        self.weights = weights
        self.means = means
        self.deviations = deviations
        signature = ModelSignature(
            featureCount: rows.columnCount,
            featureNames: featureNames,
            task: .regression(outputCount: weights.columnCount)
        )
    }

    package var memoryBytes: Int { covariance.memoryBytes + 8 * weights.values.count }

    /// - Complexity: O(n · rowCount · featureCount · terms).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(covariance.featureCount)
        try rows.requireFinite()
        let width = weights.columnCount
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: width)
        covariance.forEachRow(of: rows) { row, _, covariances in
            for output in 0..<width {
                var sum = 0.0
                for index in covariances.indices { sum += covariances[index] * weights.values[index * width + output] }
                let (mean, deviation) = (means[means.count == 1 ? 0 : output], deviations.count == 1 ? 0 : output)
                result.values[row * width + output] = deviations[deviation] * sum + mean
            }
        }
        return Prediction(outcome: .values(result))
    }
}
