import Inference
import Testing

/// What counts as a difference: the tests of models rest on it.
struct ComparisonTests {
    @Test func `Differences are relative to numbers above one and absolute below`() {
        #expect(Comparison.difference(1.5, 1) == 0.5)
        #expect(Comparison.difference(0.25, 0) == 0.25)
        #expect(Comparison.difference(110, 100) == 0.1)
        #expect(Comparison.difference(.nan, .nan) == 0)
        #expect(Comparison.difference(.infinity, .infinity) == 0)
        #expect(Comparison.difference(.nan, 1) == .infinity)
        #expect(Comparison.difference(1, .infinity) == .infinity)
    }

    @Test func `The largest difference is told with its place`() {
        let recorded = Self.recorded(predict: RecordedArray(shape: [2, 2], values: [1, 2, 3, 4].map { .number($0) }))
        let comparison = Comparison(recorded, ServedAnswers(predictions: .numbers([1, 2.5, 3, 4.25])))
        #expect(comparison.difference == 0.25)
        #expect(comparison.worst == "predict[0,1] is 2.5 instead of 2.0")
    }

    @Test(arguments: [
        ServedAnswers.Predictions.labels([[.integer(1), .integer(3)]]),
        .labels([[.integer(1), .number(2)]]),
        .labels([[.integer(1)]]),
        .labels([[.integer(1), .integer(2)], [.integer(1), .integer(2)]]),
        .numbers([1, 2, 2]),
    ])
    func `Other labels, types and shapes differ beyond any tolerance`(_ served: ServedAnswers.Predictions) {
        let recorded = Self.recorded(predict: RecordedArray(shape: [2], values: [.integer(1), .integer(2)]))
        #expect(Comparison(recorded, ServedAnswers(predictions: served)).difference == .infinity)
    }

    @Test func `Answers that are not given are named`() {
        let numbers = RecordedArray(shape: [1, 2], values: [.number(0.5), .number(0.5)])
        let label = RecordedArray(shape: [1], values: [.string("a")])
        let recorded = Self.recorded(predict: label, probabilities: [numbers], scores: numbers)
        let comparison = Comparison(recorded, ServedAnswers(predictions: .labels([[.string("a")]])))
        #expect(comparison.missing == ["predict_proba", "decision_function"])
        #expect(comparison.difference == 0)
    }

    private static func recorded(
        predict: RecordedArray,
        probabilities: [RecordedArray] = [],
        scores: RecordedArray? = nil
    ) -> RecordedCase {
        RecordedCase(
            name: "model",
            estimator: "Model",
            rows: "rows",
            predict: predict,
            probabilities: probabilities,
            scores: scores,
            transform: nil
        )
    }
}
