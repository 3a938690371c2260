import Inference
import Testing

struct StackingTests {
    private let encoded: [ClassLabel] = [.integer(0), .integer(1)]
    private let words: [ClassLabel] = [.string("no"), .string("yes")]

    private func final(_ width: Int) throws -> LinearClassifier {
        try LinearClassifier(
            coefficients: Matrix([(1...width).map { Double($0) }]),
            intercepts: [-1],
            classes: encoded,
            link: .oneAgainstRest,
            featureNames: nil
        )
    }

    @Test func `The final model sees what the models answered, and then the features`() throws {
        let sure = ScriptedModel(classes: encoded, probabilities: [[0.75, 0.25], [0.5, 0.5]])
        let scored = ScriptedModel(classes: encoded, scores: [[-2], [3]])
        let named = ScriptedModel(classes: [.integer(0), .integer(5)], labels: [1, 0])
        let model = try StackedModel(
            [sure, scored, named],
            responses: [.probabilities(leavesOutFirst: true), .scores, .predictions],
            final: final(5),
            passesFeatures: true,
            task: .classification(classes: words),
            featureNames: nil
        )
        // 0.25 + 2 · -2 + 3 · 5 + 4 · 0 + 5 · 0.5 - 1 and 0.5 + 2 · 3 + 0 + 4 · 1 + 5 · 0.5 - 1.
        let answer = try model.predict(ScriptedModel.rows(2), asking: .probabilities)
        let sums = Matrix([[0.25, -2, 5, 0, 0.5], [0.5, 3, 0, 1, 0.5]])
        #expect(answer == (try final(5).predict(FeatureTable(sums), asking: .probabilities)))
        #expect(model.signature.classes == words)
    }

    @Test func `An error in a feature that is passed on keeps its place`() throws {
        let model = try StackedModel(
            [ScriptedModel(classes: encoded, scores: [[1]], featureCount: 2)],
            responses: [.scores],
            final: final(3),
            passesFeatures: true,
            task: .classification(classes: words),
            featureNames: nil
        )
        let error = #expect(throws: PredictionError.self) {
            try model.predict(FeatureTable(Matrix([[0, .nan]])), asking: [])
        }
        #expect(error?.place == PredictionError.Place(row: 0, column: 1))
    }

    @Test func `Models that do not fit the final one are refused`() throws {
        let scored = ScriptedModel(classes: encoded, scores: [[1]])
        let textual = ScriptedModel(classes: words, labels: [0])
        let cases: [(ScriptedModel, ModelResponses.Response, ModelSignature.Task)] = [
            (scored, .probabilities(leavesOutFirst: true), .classification(classes: words)),
            (textual, .scores, .classification(classes: words)),
            (textual, .predictions, .classification(classes: words)),
            (scored, .scores, .classification(classes: words + [.string("maybe")])),
            (scored, .scores, .regression(outputCount: 1)),
        ]
        for (model, response, task) in cases {
            #expect(throws: ModelStructureError.self) {
                try StackedModel(
                    [model],
                    responses: [response],
                    final: final(1),
                    passesFeatures: false,
                    task: task,
                    featureNames: nil
                )
            }
        }
        #expect(throws: ModelStructureError.self) {
            try StackedModel(
                [scored],
                responses: [.scores],
                final: final(2),
                passesFeatures: false,
                task: .classification(classes: words),
                featureNames: nil
            )
        }
    }
}
