import Foundation
import Inference
import Testing

/// Expected numbers are those of scikit-learn 1.9.1 for the same parameters.
struct NeuralNetworkTests {
    private let rows = Matrix([[1, 2], [-0.5, 0.25]])
    private let two: [ClassLabel] = [.integer(0), .integer(1)]

    private func network(
        _ hidden: ActivationFunction,
        output: ActivationFunction = .softmax,
        outputs: Int = 2
    ) throws -> NeuralNetwork {
        let last = Matrix([[1, -1], [0.5, 0.25], [-0.75, 2]]).columns(Array(0..<outputs))
        return try NeuralNetwork(
            [
                NeuralNetwork.Layer(weights: Matrix([[0.5, -1, 0.25], [1, 0.75, -0.5]]), biases: [0.1, -0.2, 0.3]),
                NeuralNetwork.Layer(weights: last, biases: Array([0.05, -0.05].prefix(outputs))),
            ],
            hidden: hidden,
            output: output
        )
    }

    @Test(
        arguments: [
            (.hyperbolicTangent, [0.9648078264355107, 0.5683219335619943]),
            (.rectifier, [0.9953904278206259, 0.5706184855145072]),
            (.logistic, [0.7378051202415109, 0.47389123503177977]),
            (.identity, [0.9986583332137201, 0.5706184855145072]),
        ] as [(ActivationFunction, [Double])]
    )
    func `Classes of a network`(_ hidden: ActivationFunction, _ expected: [Double]) throws {
        let model = try NetworkClassifier(network(hidden), meaning: .manyClasses, classes: two, featureNames: nil)
        for prediction in try [
            model.predict(rows, asking: .probabilities), model.predict(SparseMatrix(rows), asking: .probabilities),
        ] {
            expectClose(try #require(prediction.probabilities), expected.map { [$0, 1 - $0] })
            #expect(prediction.outcome == .classIndices(expected.map { $0 >= 0.5 ? 0 : 1 }))
        }
    }

    @Test func `Two classes from one output, and labels from several`() throws {
        let single = try NetworkClassifier(
            network(.identity, output: .logistic, outputs: 1),
            meaning: .twoClasses,
            classes: two,
            featureNames: nil
        )
        let several = try NetworkClassifier(
            network(.identity, output: .logistic),
            meaning: .labels,
            classes: two,
            featureNames: nil
        )
        let answer = try single.predict(rows, asking: .probabilities)
        guard case .outputs(let outputs) = try several.predict(rows, asking: .probabilities).outcome else {
            Issue.record("There are no outputs")
            return
        }
        #expect(outputs.count == 2 && outputs[0] == answer)
        let probabilities = try #require(answer.probabilities)
        #expect(answer.outcome == .classIndices((0..<2).map { probabilities[$0, 1] > 0.5 ? 1 : 0 }))
    }

    @Test func `Numbers are the sums of the last layer, or what these are the logarithms of`() throws {
        func values(_ output: ActivationFunction) throws -> Matrix {
            let model = NetworkRegressor(try network(.rectifier, output: output), featureNames: nil)
            guard case .values(let matrix) = try model.predict(rows, asking: []).outcome else { return .empty }
            return matrix
        }
        // By hand: the hidden units are 2.6, 0.3, 0 and 0.1, 0.4875, 0.05.
        expectClose(try values(.identity), [[2.8, -2.575], [0.35625, 0.071875]])
        expectClose(try values(.exponential), [[exp(2.8), exp(-2.575)], [exp(0.35625), exp(0.071875)]])
    }

    @Test func `Layers that do not fit each other make no network`() {
        let wide = NeuralNetwork.Layer(weights: Matrix([[1, 1]]), biases: [0, 0])
        #expect(throws: ModelStructureError.self) { try NeuralNetwork([], hidden: .rectifier, output: .identity) }
        #expect(throws: ModelStructureError.self) {
            try NeuralNetwork([wide, wide], hidden: .rectifier, output: .identity)
        }
        #expect(throws: ModelStructureError.self) { try NeuralNetwork([wide], hidden: .softmax, output: .identity) }
        #expect(throws: ModelStructureError.self) {
            try NeuralNetwork(
                [NeuralNetwork.Layer(weights: Matrix([[1, 1]]), biases: [0])],
                hidden: .rectifier,
                output: .identity
            )
        }
        #expect(throws: ModelStructureError.self) {
            try NetworkClassifier(network(.identity), meaning: .twoClasses, classes: two, featureNames: nil)
        }
    }

    @Test func `Hidden units of a Boltzmann machine are probabilities`() throws {
        let machine = try RestrictedBoltzmannMachine(weights: Matrix([[2, -1]]), biases: [0.5])
        var table = FeatureTable(Matrix([[1, 1]]))
        try machine.transform(&table)
        // 1 / (1 + e⁻¹·⁵).
        expectClose(try table.matrix(), [[0.8175744761936437]])
    }
}
