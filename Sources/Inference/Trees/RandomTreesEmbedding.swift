/// Turns a row into the leaves that it reaches: a column for each leaf of each tree, 1 where the row arrives.
///
/// - Source: `sklearn.ensemble.RandomTreesEmbedding`.
package struct RandomTreesEmbedding: FeatureTransformer {
    private let trees: TreeEnsemble
    package let outputCount: Int
    private let signature: ModelSignature

    /// - Parameters:
    ///   - trees: as many sums as trees; each leaf holds its column.
    ///   - outputCount: the columns of all trees together; those of one stand behind those of the trees before.
    /// - Throws: ``ModelStructureError`` for more columns than rows may have.
    package init(_ trees: TreeEnsemble, outputCount: Int) throws(ModelStructureError) {
        try trees.checkComplete()
        guard trees.valueCount == 1, trees.outputCount == trees.treeCount,
            ModelSignature.featureCounts.contains(outputCount),
            trees.values.allSatisfy({ $0 >= 0 && $0 < Double(outputCount) })
        else { throw ModelStructureError("An embedding of \(trees.treeCount) trees has \(outputCount) columns") }
        self.trees = trees
        self.outputCount = outputCount
        signature = ModelSignature(
            featureCount: trees.featureCount,
            featureNames: nil,
            task: .regression(outputCount: outputCount)
        )
    }

    package var inputCount: Int { trees.featureCount }
    package var acceptsMissing: Bool { false }
    package var workingWidth: Int { trees.treeCount }
    package var memoryBytes: Int { trees.memoryBytes }

    /// - Complexity: O(n · trees · depth); the result is sparse.
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        let input = try TreeInput(rows.matrix(), signature)
        var columns = Matrix(repeating: 0, rowCount: input.rowCount, columnCount: trees.outputCount)
        trees.add(input, to: &columns)
        var result = SparseMatrix(columnCount: outputCount)
        for row in 0..<columns.rowCount {
            for column in columns.row(row) { result.append(1, column: Int(column)) }
            result.endRow()
        }
        rows = FeatureTable(result)
    }
}
