/// Trees that split at random: what they set apart early is an outlier.
///
/// - Source: `sklearn.ensemble.IsolationForest`.
package struct IsolationForest: MatrixModel {
    private let trees: TreeEnsemble
    /// How deep a row is on average in a tree of all trained rows.
    private let averageDepth: Double
    private let offset: Double
    package let signature: ModelSignature

    /// - Parameters:
    ///   - trees: each leaf holds ``depth(ofLeafAt:rowCount:)``.
    ///   - trainedRowCount: the rows that each tree was trained on.
    ///   - offset: the score below which a row is an outlier.
    package init(
        _ trees: TreeEnsemble,
        trainedRowCount: Double,
        offset: Double,
        featureNames: [String]?,
        acceptsMissing: Bool
    ) throws(ModelStructureError) {
        guard trees.valueCount == 1, trees.outputCount == 1, offset.isFinite, trainedRowCount.isFinite else {
            throw ModelStructureError("An isolation forest has leaves of \(trees.valueCount) values, or no offset")
        }
        try trees.checkComplete()
        self.trees = trees
        self.offset = offset
        averageDepth = Self.averagePathLength(trainedRowCount)
        signature = ModelSignature(
            featureCount: trees.featureCount,
            featureNames: featureNames,
            task: .classification(classes: [.integer(-1), .integer(1)]),
            acceptsMissing: acceptsMissing && trees.acceptsMissing,
            givesScores: true
        )
    }

    package var memoryBytes: Int { trees.memoryBytes }

    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let input = try TreeInput(rows, signature)
        var scores = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: 1)
        trees.add(input, to: &scores)
        let denominator = Double(trees.treeCount) * averageDepth
        for row in scores.values.indices {
            let depth = denominator == 0 ? 1 : scores.values[row] / denominator
            scores.values[row] = -Mathematics.power(2, -depth) - offset
        }
        return Prediction(
            outcome: .classIndices(scores.values.map { $0 < 0 ? 0 : 1 }),
            scores: parts.contains(.scores) ? scores : nil
        )
    }

    // MARK: Depths

    /// What a leaf adds to the depth of a row.
    ///
    /// - Parameters:
    ///   - depth: the nodes from the root to the leaf, both counted.
    ///   - rowCount: the trained rows that are in the leaf.
    package static func depth(ofLeafAt depth: Int, rowCount: Double) -> Double {
        Double(depth) + averagePathLength(rowCount) - 1
    }

    /// How deep a row is on average in a tree that was grown to the end.
    ///
    /// - Source: `sklearn.ensemble._iforest._average_path_length`.
    static func averagePathLength(_ rowCount: Double) -> Double {
        if rowCount <= 1 { return 0 }
        if rowCount == 2 { return 1 }
        let eulerGamma = 0.577_215_664_901_532_9
        return 2 * (Mathematics.logarithm(rowCount - 1) + eulerGamma) - 2 * (rowCount - 1) / rowCount
    }
}
