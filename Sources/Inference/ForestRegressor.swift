/// The mean of what many trees answer; a single decision tree is a forest of one.
///
/// - Source: `sklearn.ensemble.RandomForestRegressor`, `ExtraTreesRegressor`, `sklearn.tree.DecisionTreeRegressor`.
package struct ForestRegressor: PredictiveModel {
    private let trees: TreeEnsemble
    package let signature: ModelSignature

    /// - Parameters:
    ///   - trees: leaves hold the answer, a number for each output.
    ///   - acceptsMissing: taken only when the trees say where a missing value goes.
    package init(_ trees: TreeEnsemble, featureNames: [String]?, acceptsMissing: Bool) throws(ModelStructureError) {
        guard trees.valueCount == trees.outputCount else {
            throw ModelStructureError(
                "A forest of \(trees.outputCount) outputs has leaves of \(trees.valueCount) values"
            )
        }
        self.trees = trees
        signature = ModelSignature(
            featureCount: trees.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: trees.outputCount),
            acceptsMissing: acceptsMissing && trees.acceptsMissing,
            givesProbabilities: false
        )
    }

    package var memoryBytes: Int { trees.memoryBytes }

    /// - Complexity: O(n · trees · depth); two allocations for the batch.
    package func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction {
        guard !wantsProbabilities else { throw .regressorHasNoProbabilities }
        let input = try TreeInput(rows, signature)
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: trees.outputCount)
        trees.add(input, to: &sums)
        let count = Double(trees.treeCount)
        sums.updateRows { row in
            for index in row.indices { row[index] /= count }
        }
        return Prediction(outcome: .values(sums))
    }
}
