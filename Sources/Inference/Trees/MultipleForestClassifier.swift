/// The mean of what many trees say about the classes of each of several outputs.
///
/// - Source: the classifiers of `sklearn.ensemble._forest` and `sklearn.tree`, fitted on targets of several columns.
package struct MultipleForestClassifier: MatrixModel {
    private let trees: TreeEnsemble
    private let classCounts: [Int]
    package let signature: ModelSignature

    /// - Parameters:
    ///   - trees: leaves hold the probability of each class of the first output, then of the second, and so on.
    ///   - classes: for each output its own.
    ///   - acceptsMissing: taken only when the trees say where a missing value goes.
    package init(
        _ trees: TreeEnsemble,
        classes: [[ClassLabel]],
        featureNames: [String]?,
        acceptsMissing: Bool
    ) throws(ModelStructureError) {
        classCounts = classes.map(\.count)
        let valueCount = classCounts.reduce(0, +)
        guard !classes.isEmpty, classCounts.allSatisfy({ $0 > 0 }), trees.valueCount == valueCount,
            trees.outputCount == valueCount
        else {
            throw ModelStructureError(
                "A forest of \(classes.count) outputs and \(valueCount) classes has leaves of \(trees.valueCount) values"
            )
        }
        try trees.checkComplete()
        self.trees = trees
        signature = ModelSignature(
            featureCount: trees.featureCount,
            featureNames: featureNames,
            task: .multipleClassification(classes: classes),
            acceptsMissing: acceptsMissing && trees.acceptsMissing,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { trees.memoryBytes }

    /// - Complexity: O(n · trees · depth); a few allocations for each output.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let all = trees.means(of: try TreeInput(rows, signature))
        var outputs: [Prediction] = []
        var start = 0
        for count in classCounts {
            let probabilities = all.columns(Array(start..<start + count))
            start += count
            outputs.append(
                Prediction(
                    outcome: .classIndices(probabilities.indicesOfRowMaxima()),
                    probabilities: parts.contains(.probabilities) ? probabilities : nil
                )
            )
        }
        return Prediction(outcome: .outputs(outputs))
    }
}
