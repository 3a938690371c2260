import Inference
import Testing

struct ThresholdTests {
    private let words: [ClassLabel] = [.string("no"), .string("yes")]
    private let model = ScriptedModel(
        classes: [.string("no"), .string("yes")],
        probabilities: [[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]],
        scores: [[-1], [0], [2]]
    )

    private func answer(
        _ response: ThresholdClassifier.Response,
        at threshold: Double,
        positive: Int
    ) throws -> Prediction.Outcome {
        let classifier = try ThresholdClassifier(model, response: response, threshold: threshold, positive: positive)
        return try classifier.predict(ScriptedModel.rows(3), asking: []).outcome
    }

    @Test func `What reaches the threshold is positive, whichever class that is`() throws {
        #expect(try answer(.probabilities, at: 0.5, positive: 1) == .classIndices([0, 1, 1]))
        #expect(try answer(.probabilities, at: 0.6, positive: 0) == .classIndices([0, 1, 1]))
        #expect(try answer(.scores, at: 0, positive: 1) == .classIndices([0, 1, 1]))
        #expect(try answer(.scores, at: 0, positive: 0) == .classIndices([0, 0, 1]))
        #expect(try answer(.probabilities, at: .infinity, positive: 1) == .classIndices([0, 0, 0]))
    }

    @Test func `The answers of the model come with it`() throws {
        let classifier = try ThresholdClassifier(model, response: .scores, threshold: 0, positive: 1)
        let answer = try classifier.predict(ScriptedModel.rows(3), asking: .probabilities)
        #expect(answer.probabilities == Matrix([[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]]))
        #expect(answer.scores == nil)
    }

    @Test func `A threshold for what a model does not say is refused`() {
        let silent = ScriptedModel(classes: words, labels: [0])
        #expect(throws: ModelStructureError.self) {
            try ThresholdClassifier(silent, response: .scores, threshold: 0, positive: 1)
        }
        #expect(throws: ModelStructureError.self) {
            try ThresholdClassifier(model, response: .scores, threshold: .nan, positive: 1)
        }
        #expect(throws: ModelStructureError.self) {
            try ThresholdClassifier(model, response: .scores, threshold: 0, positive: -1)
        }
    }
}
