/// Boosted trees over binned features: a start value for each output, and leaves.
///
/// - Source: `sklearn.ensemble._hist_gradient_boosting.gradient_boosting.BaseHistGradientBoosting._raw_predict`.
package struct HistogramBoosting: Sendable {
    private let trees: HistogramEnsemble
    private let start: [Double]
    private let encoder: CategoryEncoder?

    /// - Parameters:
    ///   - start: shape `[outputCount]`: 1 for two classes and for regression, else the number of classes.
    ///   - encoder: for models that number their categories themselves.
    package init(
        _ trees: HistogramEnsemble,
        start: [Double],
        encoder: CategoryEncoder?
    ) throws(ModelStructureError) {
        try trees.checkComplete()
        guard start.count == trees.outputCount, start.allSatisfy(\.isFinite) else {
            throw ModelStructureError("Boosted trees of \(trees.outputCount) outputs start from \(start.count) values")
        }
        self.trees = trees
        self.start = start
        self.encoder = encoder
    }

    var featureCount: Int { trees.featureCount }
    var outputCount: Int { trees.outputCount }
    var textFeatures: Set<Int> { encoder?.textFeatures ?? [] }
    var memoryBytes: Int { trees.memoryBytes + 8 * start.count + (encoder?.memoryBytes ?? 0) }

    /// The sums before any link function, shape `[n, outputCount]`.
    ///
    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    func rawScores(of rows: FeatureTable) throws(PredictionError) -> Matrix {
        try rows.requireWidth(featureCount)
        let numbers = if let encoder { try encoder.encoded(rows) } else { try rows.matrix() }
        var sums = Matrix(repeating: start[0], rowCount: rows.rowCount, columnCount: outputCount)
        if outputCount > 1 {
            sums.updateRows { row in
                for index in row.indices { row[index] = start[index] }
            }
        }
        trees.add(numbers, to: &sums)
        return sums
    }

    /// Answers rows; sparse ones are made dense, a few at a time.
    func predict(
        _ rows: FeatureTable,
        _ answer: (FeatureTable) throws(PredictionError) -> Prediction
    ) throws(PredictionError) -> Prediction {
        guard rows.isSparse else { return try answer(rows) }
        return try RowBlocks(rowCount: rows.rowCount, width: rows.columnCount).predict {
            range throws(PredictionError) in
            try answer(rows.rows(range))
        }
    }
}
