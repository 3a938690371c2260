import Inference
import Testing

struct SeveralOutputsTests {
    private let binary: [ClassLabel] = [.integer(0), .integer(1)]

    /// A class for a row: 1 when the last feature exceeds `limit`.
    private func last(of width: Int, above limit: Double) throws -> LinearClassifier {
        try LinearClassifier(
            coefficients: Matrix([[Double](repeating: 0, count: width - 1) + [1]]),
            intercepts: [-limit],
            classes: binary,
            link: .oneAgainstRest,
            featureNames: nil
        )
    }

    @Test func `Each output has a model of its own`() throws {
        let model = try SeparateOutputs(
            [
                ScriptedModel(classes: [.string("a"), .string("b")], labels: [1, 0]),
                ScriptedModel(classes: binary, labels: [0, 1]),
            ],
            featureNames: nil
        )
        let answer = try model.predict(ScriptedModel.rows(2), asking: [])
        let expected = [[1, 0], [0, 1]].map { Prediction(outcome: .classIndices($0)) }
        #expect(answer.outcome == .outputs(expected))
        #expect(model.signature.task == .multipleClassification(classes: [[.string("a"), .string("b")], binary]))
        let numbers = try SeparateOutputs(
            [ScriptedModel(values: [1, 2]), ScriptedModel(values: [3, 4])],
            featureNames: nil
        )
        #expect(try numbers.predict(ScriptedModel.rows(2), asking: []).outcome == .values(Matrix([[1, 3], [2, 4]])))
        #expect(throws: ModelStructureError.self) {
            try SeparateOutputs([ScriptedModel(values: [1]), ScriptedModel(classes: binary)], featureNames: nil)
        }
    }

    @Test func `In a chain each model is told what those before it answered`() throws {
        let chain = try ModelChain(
            [last(of: 1, above: 2), last(of: 2, above: 0.5), last(of: 3, above: 0.5)],
            order: [2, 0, 1],
            response: .predictions,
            featureNames: nil
        )
        let answer = try chain.predict(FeatureTable(Matrix([[1], [3]])), asking: .probabilities)
        guard case .outputs(let outputs) = answer.outcome else {
            Issue.record("There are no outputs")
            return
        }
        #expect(outputs.map(\.outcome) == [[0, 1], [0, 1], [0, 1]].map { .classIndices($0) })
        // The output 2 is answered first, from the feature; the others from the labels 0 and 1.
        let first = try last(of: 1, above: 2).predict(FeatureTable(Matrix([[1], [3]])), asking: .probabilities)
        #expect(outputs[2].probabilities == first.probabilities)
        #expect(
            chain.signature.task
                == .multipleClassification(classes: [[ClassLabel]](repeating: [.number(0), .number(1)], count: 3))
        )
    }

    @Test func `The last of a chain may be as wide as models are`() throws {
        let width = ModelSignature.featureCounts.upperBound
        let dummy = try DummyRegressor([3], featureCount: width, featureNames: nil)
        let chain = try ModelChain([dummy], order: [0], response: .predictions, featureNames: nil)
        var rows = SparseMatrix(columnCount: width)
        rows.endRow()
        let answer = try chain.predict(FeatureTable(rows), asking: [])
        #expect(answer.outcome == .values(Matrix([[3]])))
    }

    @Test func `A chain may tell probabilities on`() throws {
        let chain = try ModelChain(
            [last(of: 1, above: 0), last(of: 2, above: 0.6)],
            order: [0, 1],
            response: .probabilities,
            featureNames: nil
        )
        // The probabilities 0.5 and 0.731… of the first output are below and above 0.6.
        let answer = try chain.predict(FeatureTable(Matrix([[0], [1]])), asking: [])
        guard case .outputs(let outputs) = answer.outcome else {
            Issue.record("There are no outputs")
            return
        }
        #expect(outputs.map(\.outcome) == [.classIndices([0, 1]), .classIndices([0, 1])])
    }

    @Test func `A chain of models that do not follow each other is refused`() throws {
        let models = [try last(of: 1, above: 0), try last(of: 2, above: 0)]
        for order in [[0], [0, 0], [0, 2], [1, 0, 2]] {
            #expect(throws: ModelStructureError.self) {
                try ModelChain(models, order: order, response: .predictions, featureNames: nil)
            }
        }
        #expect(throws: ModelStructureError.self) {
            try ModelChain(models.reversed(), order: [0, 1], response: .predictions, featureNames: nil)
        }
        #expect(throws: ModelStructureError.self) {
            try ModelChain([], order: [], response: .predictions, featureNames: nil)
        }
    }

    @Test func `A chain takes finite numbers alone`() throws {
        let chain = try ModelChain([last(of: 1, above: 0)], order: [0], response: .predictions, featureNames: nil)
        #expect(throws: PredictionError(.notFinite, "")) {
            try chain.predict(FeatureTable(Matrix([[.nan]])), asking: [])
        }
        let texts = FeatureTable(Matrix([[.nan]]), texts: [0: ["one"]])
        #expect(throws: PredictionError(.notNumeric, "")) { try chain.predict(texts, asking: []) }
    }
}
