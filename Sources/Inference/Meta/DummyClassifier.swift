/// The same classes for every row.
///
/// - Source: `sklearn.dummy.DummyClassifier`.
package struct DummyClassifier: PredictiveModel {
    /// One answer.
    package struct Output: Sendable {
        let classes: [ClassLabel]
        let index: Int
        let probabilities: [Double]

        /// - Parameters:
        ///   - index: of the class that is answered.
        ///   - probabilities: one for each class.
        package init(classes: [ClassLabel], index: Int, probabilities: [Double]) throws(ModelStructureError) {
            guard classes.indices.contains(index), probabilities.count == classes.count,
                probabilities.allSatisfy(\.isFinite)
            else {
                throw ModelStructureError(
                    "It answers class \(index) of \(classes.count) with \(probabilities.count) probabilities"
                )
            }
            self.classes = classes
            self.index = index
            self.probabilities = probabilities
        }
    }

    private let outputs: [Output]
    package let signature: ModelSignature

    /// - Parameter outputs: one for an ordinary classifier.
    package init(
        _ outputs: [Output],
        featureCount: Int,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount), let first = outputs.first else {
            throw ModelStructureError("It takes \(featureCount) features and answers \(outputs.count) outputs")
        }
        self.outputs = outputs
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames?.count == featureCount ? featureNames : nil,
            task: outputs.count == 1
                ? .classification(classes: first.classes) : .multipleClassification(classes: outputs.map(\.classes)),
            acceptsMissing: true,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { outputs.reduce(0) { $0 + 8 * $1.probabilities.count } }

    /// - Complexity: O(n · classes).
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        let answers = outputs.map { $0.prediction(rowCount: rows.rowCount, parts) }
        return answers.count == 1 ? answers[0] : Prediction(outcome: .outputs(answers))
    }
}

extension DummyClassifier.Output {
    fileprivate func prediction(rowCount: Int, _ parts: PredictionParts) -> Prediction {
        var shares: Matrix?
        if parts.contains(.probabilities) {
            shares = Matrix(
                rowCount: rowCount,
                columnCount: probabilities.count,
                values: (0..<rowCount).flatMap { _ in probabilities }
            )
        }
        return Prediction(
            outcome: .classIndices([Int](repeating: index, count: rowCount)),
            probabilities: shares
        )
    }
}
