extension FeatureTable {
    /// What estimators ask of their features that take numbers and texts as they come, but nothing missing.
    ///
    /// - Throws: ``PredictionError`` with code `featureCount` or `notFinite`.
    /// - Source: `sklearn.utils.check_array` with `dtype=None`.
    func requireComplete(_ signature: ModelSignature) throws(PredictionError) {
        try requireWidth(signature.featureCount)
        switch numbers {
        case .dense(let rows):
            if texts.isEmpty { return try rows.requireFinite() }
            guard let index = rows.values.firstNotFinite() else { return }
            try requireTextsForGaps(rows, from: index)
        case .sparse(let rows): try rows.requireFinite()
        }
    }

    private func requireTextsForGaps(_ rows: Matrix, from start: Int) throws(PredictionError) {
        for index in start..<rows.values.count where !rows.values[index].isFinite {
            let (row, column) = index.quotientAndRemainder(dividingBy: rows.columnCount)
            if texts[column]?[row] == nil { throw .notFinite(rows.values[index], row: row, column: column) }
        }
    }
}
