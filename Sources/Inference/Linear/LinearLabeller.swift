/// A linear model of labels that a row may have or not, each on its own.
///
/// - Source: `sklearn.linear_model.RidgeClassifier` trained on several labels a row.
package struct LinearLabeller: LinearModel {
    let scores: LinearScores
    package let signature: ModelSignature

    /// - Parameters:
    ///   - coefficients: shape `[labelCount, featureCount]`.
    ///   - intercepts: one for each row of `coefficients`.
    package init(
        coefficients: Matrix,
        intercepts: [Double],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        scores = try LinearScores(coefficients: coefficients, intercepts: intercepts)
        let absentOrPresent: [ClassLabel] = [.integer(0), .integer(1)]
        signature = ModelSignature(
            featureCount: scores.featureCount,
            featureNames: featureNames,
            task: .multipleClassification(classes: Array(repeating: absentOrPresent, count: scores.outputCount)),
            givesScores: true
        )
    }

    func answer(_ sums: Matrix, asking parts: PredictionParts) -> Prediction {
        let outputs = (0..<sums.columnCount).map { label in
            let column = sums.column(label)
            return Prediction(
                outcome: .classIndices(column.map { $0 > 0 ? 1 : 0 }),
                scores: parts.contains(.scores)
                    ? Matrix(rowCount: column.count, columnCount: 1, values: column) : nil
            )
        }
        return Prediction(outcome: .outputs(outputs))
    }
}
