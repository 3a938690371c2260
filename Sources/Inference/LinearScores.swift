/// Weighted sums of features: the part that all linear models share.
struct LinearScores {
    let featureCount: Int
    /// The sums of one row.
    let outputCount: Int
    /// Shape `[outputCount, featureCount]`.
    private let coefficients: [Double]
    /// Shape `[outputCount]`.
    private let intercepts: [Double]

    var memoryBytes: Int { 8 * (coefficients.count + intercepts.count) }

    init(coefficients: Matrix, intercepts: [Double]) throws(ModelStructureError) {
        guard coefficients.rowCount > 0, ModelSignature.featureCounts.contains(coefficients.columnCount),
            intercepts.count == coefficients.rowCount
        else {
            throw ModelStructureError(
                "A linear model has coefficients of shape [\(coefficients.rowCount), \(coefficients.columnCount)] "
                    + "and \(intercepts.count) intercepts"
            )
        }
        guard coefficients.values.allSatisfy(\.isFinite), intercepts.allSatisfy(\.isFinite) else {
            throw ModelStructureError("A linear model has a coefficient that is not finite")
        }
        featureCount = coefficients.columnCount
        outputCount = coefficients.rowCount
        self.coefficients = coefficients.values
        self.intercepts = intercepts
    }

    /// The sums of each row.
    ///
    /// - Parameter rows: shape `[n, featureCount]`, finite.
    /// - Returns: shape `[n, outputCount]`.
    /// - Complexity: O(n · outputCount · featureCount), one allocation.
    func scores(of rows: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        rows.values.withUnsafeBufferPointer { features in
            coefficients.withUnsafeBufferPointer { weights in
                var row = 0
                result.updateRows { scores in
                    for output in scores.indices {
                        scores[output] = sum(features, row * featureCount, weights, output * featureCount)
                        scores[output] += intercepts[output]
                    }
                    row += 1
                }
            }
        }
        return result
    }

    private func sum(
        _ features: UnsafeBufferPointer<Double>,
        _ firstFeature: Int,
        _ weights: UnsafeBufferPointer<Double>,
        _ firstWeight: Int
    ) -> Double {
        var sum = 0.0
        for index in 0..<featureCount { sum += features[firstFeature + index] * weights[firstWeight + index] }
        return sum
    }
}
