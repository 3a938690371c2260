/// The mean of what many trees answer; a single decision tree is a forest of one.
///
/// - Source: `sklearn.ensemble.RandomForestRegressor`, `ExtraTreesRegressor`, `sklearn.tree.DecisionTreeRegressor`.
package struct ForestRegressor: MatrixModel {
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
        try trees.checkComplete()
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
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return Prediction(outcome: .values(trees.means(of: try TreeInput(rows, signature))))
    }
}
