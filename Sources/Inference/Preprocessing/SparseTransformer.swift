/// A step that can leave sparse rows sparse, because it leaves their zeros as they are.
protocol SparseTransformer: MatrixTransformer {
    /// Whether this one does so with its settings; otherwise sparse rows are made dense.
    var keepsZeros: Bool { get }

    /// Replaces rows of `inputCount` features by rows of `outputCount`.
    ///
    /// - Throws: ``PredictionError`` with code `notFinite`.
    func transform(_ rows: inout SparseMatrix) throws(PredictionError)
}

extension SparseTransformer {
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        guard keepsZeros, rows.texts.isEmpty, case .sparse(var values) = rows.numbers else {
            return try rows.updateMatrix { rows throws(PredictionError) in try transform(&rows) }
        }
        // Nothing else may hold the values, or their first change copies them.
        rows = FeatureTable(Matrix.empty)
        try transform(&values)
        rows = FeatureTable(values)
    }
}
