/// A network that tells classes apart, or the labels that a row has.
///
/// - Source: `sklearn.neural_network.MLPClassifier`.
package struct NetworkClassifier: NetworkModel {
    /// What the outputs stand for.
    package enum Meaning: Sendable, Equatable {
        /// One output: the probability of the second class.
        case twoClasses
        /// An output for each class; the largest wins.
        case manyClasses
        /// An output for each label that a row may have or not.
        case labels
    }

    let network: NeuralNetwork
    private let meaning: Meaning
    package let signature: ModelSignature

    /// - Parameter classes: for ``Meaning/labels`` one for each label; rows are answered with 0 and 1 all the same.
    package init(
        _ network: NeuralNetwork,
        meaning: Meaning,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard network.outputCount == (meaning == .twoClasses ? 1 : classes.count),
            classes.count >= 2 || meaning == .labels, meaning != .twoClasses || classes.count == 2
        else {
            throw ModelStructureError("A network of \(classes.count) classes has \(network.outputCount) outputs")
        }
        self.network = network
        self.meaning = meaning
        let absentOrPresent: [ClassLabel] = [.integer(0), .integer(1)]
        signature = ModelSignature(
            featureCount: network.featureCount,
            featureNames: featureNames,
            task: meaning == .labels
                ? .multipleClassification(classes: Array(repeating: absentOrPresent, count: classes.count))
                : .classification(classes: classes),
            givesProbabilities: true
        )
    }

    func answer(_ outputs: Matrix, asking parts: PredictionParts) -> Prediction {
        switch meaning {
        case .twoClasses: Self.twoClasses(outputs.values, parts)
        case .manyClasses:
            Prediction(
                outcome: .classIndices(outputs.indicesOfRowMaxima()),
                probabilities: parts.contains(.probabilities) ? outputs : nil
            )
        case .labels:
            Prediction(
                outcome: .outputs((0..<outputs.columnCount).map { Self.twoClasses(outputs.column($0), parts) })
            )
        }
    }

    /// Exactly one half is the first class.
    private static func twoClasses(_ outputs: [Double], _ parts: PredictionParts) -> Prediction {
        Prediction(
            outcome: .classIndices(outputs.map { $0 > 0.5 ? 1 : 0 }),
            probabilities: parts.contains(.probabilities)
                ? Matrix(rowCount: outputs.count, columnCount: 2, values: outputs.flatMap { [1 - $0, $0] }) : nil
        )
    }
}
