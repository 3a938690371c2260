/// A weighted sum of kernels that tells rows like the training rows from others.
///
/// The classes are −1 and 1; 1 is for rows like those of the training.
///
/// - Source: `sklearn.svm.OneClassSVM`; `libsvm`, `svm_predict_values`.
package struct OneClassSupportVectors: MatrixModel {
    private let sums: SupportVectorSums
    package let signature: ModelSignature

    package init(_ sums: SupportVectorSums, featureNames: [String]?) {
        self.sums = sums
        signature = ModelSignature(
            featureCount: sums.featureCount,
            featureNames: featureNames,
            task: .classification(classes: [.integer(-1), .integer(1)]),
            givesScores: true
        )
    }

    package var memoryBytes: Int { sums.memoryBytes }

    /// - Complexity: O(n · vectors · featureCount), two allocations.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(sums.featureCount)
        try rows.requireFinite()
        return answer(.dense(rows), parts)
    }

    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        guard sums.isSparse else {
            return try rows.predictDensely { rows throws(PredictionError) in try predict(rows, asking: parts) }
        }
        try checkParts(parts)
        try rows.requireWidth(sums.featureCount)
        try rows.requireFinite()
        return answer(.sparse(rows), parts)
    }

    private func answer(_ rows: FeatureTable.Numbers, _ parts: PredictionParts) -> Prediction {
        let sums = sums.sums(of: rows)
        return Prediction(
            outcome: .classIndices(sums.map { $0 > 0 ? 1 : 0 }),
            scores: parts.contains(.scores) ? Matrix(rowCount: sums.count, columnCount: 1, values: sums) : nil
        )
    }
}
