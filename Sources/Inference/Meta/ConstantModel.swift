/// A binary model that saw one class only, and always answers it.
///
/// - Source: `sklearn.multiclass._ConstantPredictor`.
package struct ConstantModel: PredictiveModel {
    private let value: Double
    package let signature: ModelSignature

    /// - Parameter value: 1 for the positive class, else 0 or -1.
    package init(value: Double, featureCount: Int) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount), value.isFinite else {
            throw ModelStructureError("It answers \(value) to \(featureCount) features")
        }
        self.value = value
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: nil,
            task: .classification(classes: [.integer(0), .integer(1)]),
            acceptsMissing: true,
            givesProbabilities: true,
            givesScores: true
        )
    }

    package var memoryBytes: Int { 8 }

    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try rows.requireWidth(signature.featureCount)
        let count = rows.rowCount
        var probabilities: Matrix?
        if parts.contains(.probabilities) {
            let values = (0..<count).flatMap { _ in [1 - value, value] }
            probabilities = Matrix(rowCount: count, columnCount: 2, values: values)
        }
        return Prediction(
            outcome: .classIndices([Int](repeating: value == 1 ? 1 : 0, count: count)),
            probabilities: probabilities,
            scores: parts.contains(.scores) ? Matrix(repeating: value, rowCount: count, columnCount: 1) : nil
        )
    }
}
