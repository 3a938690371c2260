/// The mean of what many trees say about each class; a single decision tree is a forest of one.
///
/// - Source: `sklearn.ensemble.RandomForestClassifier`, `ExtraTreesClassifier`, `sklearn.tree.DecisionTreeClassifier`.
package struct ForestClassifier: PredictiveModel {
    private let trees: TreeEnsemble
    package let signature: ModelSignature

    /// - Parameters:
    ///   - trees: leaves hold the probability of each class.
    ///   - acceptsMissing: taken only when the trees say where a missing value goes.
    package init(
        _ trees: TreeEnsemble,
        classes: [ClassLabel],
        featureNames: [String]?,
        acceptsMissing: Bool
    ) throws(ModelStructureError) {
        guard !classes.isEmpty, trees.valueCount == classes.count, trees.outputCount == classes.count else {
            throw ModelStructureError("A forest of \(classes.count) classes has leaves of \(trees.valueCount) values")
        }
        self.trees = trees
        signature = ModelSignature(
            featureCount: trees.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            acceptsMissing: acceptsMissing && trees.acceptsMissing,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { trees.memoryBytes }

    /// - Complexity: O(n · trees · depth); two allocations for the batch.
    package func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction {
        let input = try TreeInput(rows, signature)
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: trees.outputCount)
        trees.add(input, to: &sums)
        let count = Double(trees.treeCount)
        sums.updateRows { row in
            for index in row.indices { row[index] /= count }
        }
        return Prediction(
            outcome: .classIndices(sums.indicesOfRowMaxima()),
            probabilities: wantsProbabilities ? sums : nil
        )
    }
}
