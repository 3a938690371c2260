/// Layers of neurons, each connected with all of the layer before.
///
/// - Source: `sklearn.neural_network._multilayer_perceptron.BaseMultilayerPerceptron._forward_pass_fast`.
package struct NeuralNetwork: Sendable {
    /// The connections into one layer.
    package struct Layer: Sendable {
        /// Shape `[inputCount, neuronCount]`.
        package let weights: Matrix
        /// Shape `[neuronCount]`.
        package let biases: [Double]

        package init(weights: Matrix, biases: [Double]) {
            self.weights = weights
            self.biases = biases
        }
    }

    private let layers: [LinearScores]
    private let hidden: ActivationFunction
    let output: ActivationFunction

    /// - Parameters:
    ///   - layers: from the first hidden one to the output.
    ///   - hidden: the activation of all but the last.
    package init(_ layers: [Layer], hidden: ActivationFunction, output: ActivationFunction) throws(ModelStructureError)
    {
        guard !layers.isEmpty, hidden != .softmax else {
            throw ModelStructureError("A network has no layers, or softmax in a hidden one")
        }
        var connections: [LinearScores] = []
        for layer in layers {
            if let before = connections.last, before.outputCount != layer.weights.rowCount {
                throw ModelStructureError(
                    "A layer takes \(layer.weights.rowCount) values and the one before gives \(before.outputCount)"
                )
            }
            connections.append(
                try LinearScores(coefficients: layer.weights.transposed(), intercepts: layer.biases)
            )
        }
        self.layers = connections
        self.hidden = hidden
        self.output = output
    }

    var featureCount: Int { layers[0].featureCount }
    var outputCount: Int { layers[layers.count - 1].outputCount }
    var memoryBytes: Int { layers.reduce(0) { $0 + $1.memoryBytes } }

    /// The blocks in which rows are computed, so that wide layers do not fill the memory.
    func blocks(_ rowCount: Int) -> RowBlocks {
        RowBlocks(rowCount: rowCount, width: layers.reduce(0) { max($0, $1.outputCount) })
    }

    /// The activations of the output layer.
    ///
    /// - Returns: shape `[n, outputCount]`.
    /// - Throws: ``PredictionError`` with code `featureCount` or `notFinite`.
    /// - Complexity: O(n · connections), one allocation for each layer.
    func outputs(of rows: Matrix) throws(PredictionError) -> Matrix {
        outputs(following: try layers[0].checkedSums(of: rows))
    }

    /// The same for sparse rows.
    func outputs(of rows: SparseMatrix) throws(PredictionError) -> Matrix {
        outputs(following: try layers[0].checkedSums(of: rows))
    }

    private func outputs(following sums: Matrix) -> Matrix {
        var activations = sums
        for layer in layers.dropFirst() {
            hidden.apply(to: &activations)
            activations = layer.sums(of: activations)
        }
        output.apply(to: &activations)
        return activations
    }
}
