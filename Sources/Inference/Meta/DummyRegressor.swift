/// The same numbers for every row.
///
/// - Source: `sklearn.dummy.DummyRegressor`.
package struct DummyRegressor: PredictiveModel {
    private let constants: [Double]
    package let signature: ModelSignature

    /// - Parameter constants: one for each output.
    package init(
        _ constants: [Double],
        featureCount: Int,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount), !constants.isEmpty,
            constants.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError("It takes \(featureCount) features and answers \(constants.count) numbers")
        }
        self.constants = constants
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames?.count == featureCount ? featureNames : nil,
            task: .regression(outputCount: constants.count),
            acceptsMissing: true
        )
    }

    package var memoryBytes: Int { 8 * constants.count }

    /// - Complexity: O(n · outputs).
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        let values = (0..<rows.rowCount).flatMap { _ in constants }
        return Prediction(
            outcome: .values(Matrix(rowCount: rows.rowCount, columnCount: constants.count, values: values))
        )
    }
}
