import Inference
import Testing

struct DummyTests {
    @Test func `A dummy answers the same to every row, whatever is in it`() throws {
        let output = try DummyClassifier.Output(
            classes: [.string("a"), .string("b")],
            index: 1,
            probabilities: [0.25, 0.75]
        )
        let one = try DummyClassifier([output], featureCount: 2, featureNames: nil)
        let rows = FeatureTable(Matrix([[.nan, 1], [2, .infinity]]), texts: [0: ["word", nil]])
        let answer = try one.predict(rows, asking: .probabilities)
        #expect(answer.outcome == .classIndices([1, 1]))
        #expect(answer.probabilities == Matrix([[0.25, 0.75], [0.25, 0.75]]))
        let two = try DummyClassifier([output, output], featureCount: 2, featureNames: nil)
        guard case .outputs(let outputs) = try two.predict(rows, asking: []).outcome else {
            Issue.record("There are no outputs")
            return
        }
        #expect(outputs.map(\.outcome) == [.classIndices([1, 1]), .classIndices([1, 1])])
        let numbers = try DummyRegressor([3, 4], featureCount: 2, featureNames: nil)
        #expect(try numbers.predict(rows, asking: []).outcome == .values(Matrix([[3, 4], [3, 4]])))
        #expect(throws: PredictionError(.noProbabilities, "")) { try numbers.predict(rows, asking: .probabilities) }
        #expect(throws: PredictionError(.featureCount, "")) {
            try numbers.predict(FeatureTable(Matrix([[1]])), asking: [])
        }
    }

    @Test func `Dummies that answer nothing are refused`() throws {
        #expect(throws: ModelStructureError.self) {
            try DummyClassifier.Output(classes: [.integer(0)], index: -1, probabilities: [1])
        }
        #expect(throws: ModelStructureError.self) {
            try DummyClassifier.Output(classes: [.integer(0)], index: 0, probabilities: [])
        }
        #expect(throws: ModelStructureError.self) { try DummyClassifier([], featureCount: 1, featureNames: nil) }
        #expect(throws: ModelStructureError.self) { try DummyRegressor([], featureCount: 1, featureNames: nil) }
        #expect(throws: ModelStructureError.self) { try DummyRegressor([1], featureCount: 0, featureNames: nil) }
    }

    @Test func `A selection asks its model about the features that were kept`() throws {
        let model = ScriptedModel(values: [5, 7], featureCount: 1)
        let selected = try SelectedFeatures(model, columns: [2], featureCount: 3, featureNames: ["a", "b", "c"])
        let rows = FeatureTable(Matrix([[9, 9, 1], [9, 9, 0]]))
        #expect(try selected.predict(rows, asking: []).outcome == .values(Matrix([[7], [5]])))
        #expect(selected.signature.featureNames == ["a", "b", "c"])
        for columns in [[], [3], [0, 1]] {
            #expect(throws: ModelStructureError.self) {
                try SelectedFeatures(model, columns: columns, featureCount: 3, featureNames: nil)
            }
        }
    }
}
