/// The mean of what many trees say about each class; a single decision tree is a forest of one.
///
/// - Source: `sklearn.ensemble.RandomForestClassifier`, `ExtraTreesClassifier`, `sklearn.tree.DecisionTreeClassifier`.
package struct ForestClassifier: MatrixModel {
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
        try trees.checkComplete()
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

    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let probabilities = trees.means(of: try TreeInput(rows, signature))
        return Prediction(
            outcome: .classIndices(probabilities.indicesOfRowMaxima()),
            probabilities: parts.contains(.probabilities) ? probabilities : nil
        )
    }
}
