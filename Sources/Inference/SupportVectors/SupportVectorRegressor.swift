/// A weighted sum of kernels that answers a number.
///
/// - Source: `sklearn.svm.SVR` and `NuSVR`; `libsvm`, `svm_predict_values`.
package struct SupportVectorRegressor: MatrixModel {
    private let sums: SupportVectorSums
    package let signature: ModelSignature

    package init(_ sums: SupportVectorSums, featureNames: [String]?) {
        self.sums = sums
        signature = ModelSignature(
            featureCount: sums.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: 1)
        )
    }

    package var memoryBytes: Int { sums.memoryBytes }

    /// - Complexity: O(n · vectors · featureCount), two allocations.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(sums.featureCount)
        try rows.requireFinite()
        return answer(.dense(rows))
    }

    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        guard sums.isSparse else {
            return try rows.predictDensely { rows throws(PredictionError) in try predict(rows, asking: parts) }
        }
        try checkParts(parts)
        try rows.requireWidth(sums.featureCount)
        try rows.requireFinite()
        return answer(.sparse(rows))
    }

    private func answer(_ rows: FeatureTable.Numbers) -> Prediction {
        let values = sums.sums(of: rows)
        return Prediction(outcome: .values(Matrix(rowCount: values.count, columnCount: 1, values: values)))
    }
}
