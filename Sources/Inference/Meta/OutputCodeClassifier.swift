/// For each class a code; the class whose code is the nearest to what the models answer.
///
/// - Source: `sklearn.multiclass.OutputCodeClassifier`.
package struct OutputCodeClassifier: PredictiveModel {
    private let binary: BinaryModels
    private let codes: Matrix
    /// The squared length of each code.
    private let lengths: [Double]
    package let signature: ModelSignature

    /// - Parameter codes: shape `[classCount, models.count]`.
    package init(
        _ models: [any PredictiveModel],
        codes: Matrix,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        binary = try BinaryModels(models)
        guard codes.rowCount == classes.count, codes.columnCount == models.count, !classes.isEmpty,
            codes.values.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "\(models.count) models of \(classes.count) classes have codes of shape "
                    + "[\(codes.rowCount), \(codes.columnCount)]"
            )
        }
        self.codes = codes
        lengths = (0..<codes.rowCount).map { codes.row($0).reduce(0) { $0 + $1 * $1 } }
        signature = binary.inner.signature(.classification(classes: classes), featureNames: featureNames)
    }

    package var memoryBytes: Int { binary.inner.memoryBytes + 8 * codes.values.count }

    /// - Complexity: the sum of the models, and O(n · classCount · models).
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        // The square of the distance to each code, negative, without what is the same for all.
        var closeness = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: lengths.count)
        for (bit, model) in binary.inner.members.enumerated() {
            let code = codes.column(bit)
            for (row, confidence) in try model.confidences(of: rows).enumerated() {
                for index in code.indices { closeness[row, index] += confidence * code[index] }
            }
        }
        closeness.updateRows { row in
            for index in row.indices { row[index] = 2 * row[index] - lengths[index] }
        }
        return Prediction(outcome: .classIndices(closeness.indicesOfRowMaxima()))
    }
}
