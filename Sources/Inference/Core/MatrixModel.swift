/// A model that computes with numbers alone: most estimators.
package protocol MatrixModel: PredictiveModel {
    /// The answer for each row; see ``PredictiveModel/predict(_:asking:)``.
    func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction

    /// The same for sparse rows. Models that gain by it have a way of their own; for the others rows are made dense, a
    /// few at a time.
    func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction
}

extension MatrixModel {
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try rows.requireNumbers()
        return switch rows.numbers {
        case .dense(let rows): try predict(rows, asking: parts)
        case .sparse(let rows): try predict(rows, asking: parts)
        }
    }

    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try RowBlocks(rowCount: rows.rowCount, width: rows.columnCount).predict { range throws(PredictionError) in
            try predict(rows.rows(range).dense(), asking: parts)
        }
    }
}
