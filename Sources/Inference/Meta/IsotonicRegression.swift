/// A number for a number, by a curve that never falls, or never rises.
///
/// - Source: `sklearn.isotonic.IsotonicRegression`.
package struct IsotonicRegression: MatrixModel {
    private let curve: IsotonicCurve
    package let signature: ModelSignature

    package init(_ curve: IsotonicCurve, featureNames: [String]?) {
        self.curve = curve
        signature = ModelSignature(
            featureCount: 1,
            featureNames: featureNames?.count == 1 ? featureNames : nil,
            task: .regression(outputCount: 1)
        )
    }

    package var memoryBytes: Int { curve.memoryBytes }

    /// - Complexity: O(n · log points).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(1)
        try rows.requireFinite()
        for (row, place) in rows.values.enumerated() {
            if let problem = curve.problem(at: place) {
                throw PredictionError(.outOfRange, at: PredictionError.Place(row: row, column: 0), problem)
            }
        }
        var result = rows
        for index in result.values.indices { result.values[index] = curve.height(at: result.values[index]) }
        return Prediction(outcome: .values(result))
    }
}
