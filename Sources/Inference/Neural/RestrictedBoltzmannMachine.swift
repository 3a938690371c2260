/// How probable it is that each hidden unit is on.
///
/// - Source: `sklearn.neural_network.BernoulliRBM`.
package struct RestrictedBoltzmannMachine: MatrixTransformer {
    private let hidden: LinearScores
    package var inputCount: Int { hidden.featureCount }
    package var outputCount: Int { hidden.outputCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { hidden.memoryBytes }

    /// - Parameters:
    ///   - weights: shape `[hiddenCount, featureCount]`.
    ///   - biases: of the hidden units, shape `[hiddenCount]`.
    package init(weights: Matrix, biases: [Double]) throws(ModelStructureError) {
        hidden = try LinearScores(coefficients: weights, intercepts: biases)
    }

    /// - Complexity: O(n · hiddenCount · featureCount).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        rows = try hidden.checkedSums(of: rows)
        ActivationFunction.logistic.apply(to: &rows)
    }
}
