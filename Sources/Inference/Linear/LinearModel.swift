/// A model whose answers follow from weighted sums of the features.
protocol LinearModel: MatrixModel {
    var scores: LinearScores { get }

    /// The answer of rows.
    ///
    /// - Parameter sums: shape `[n, scores.outputCount]`.
    func answer(_ sums: Matrix, asking parts: PredictionParts) -> Prediction
}

extension LinearModel {
    package var memoryBytes: Int { scores.memoryBytes }

    /// - Complexity: O(n · outputs · featureCount).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return try blocks(rows.rowCount).predict { range throws(PredictionError) in
            answer(try scores.checkedSums(of: rows.rows(range)), asking: parts)
        }
    }

    /// - Complexity: O(values that are not zero · outputs); rows are not made dense.
    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return try blocks(rows.rowCount).predict { range throws(PredictionError) in
            let part = range == 0..<rows.rowCount ? rows : rows.rows(range)
            return answer(try scores.checkedSums(of: part), asking: parts)
        }
    }

    private func blocks(_ rowCount: Int) -> RowBlocks { RowBlocks(rowCount: rowCount, width: scores.outputCount) }
}
