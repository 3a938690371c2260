import Inference
import Testing

/// Models of many classes that are made of models of two; numbers of scikit-learn 1.9.1.
struct BinaryStrategyTests {
    private let binary: [ClassLabel] = [.integer(0), .integer(1)]
    private let letters: [ClassLabel] = [.string("a"), .string("b"), .string("c")]

    private func scored(_ scores: [Double]) -> ScriptedModel {
        ScriptedModel(classes: binary, labels: scores.map { $0 > 0 ? 1 : 0 }, scores: scores.map { [$0] })
    }

    private func sure(_ shares: [Double]) -> ScriptedModel {
        ScriptedModel(
            classes: binary,
            labels: shares.map { $0 > 0.5 ? 1 : 0 },
            probabilities: shares.map { [1 - $0, $0] }
        )
    }

    // MARK: One against the rest

    @Test func `Of equal scores the first wins, or the last in old files`() throws {
        let models = [scored([1, 0, -1]), scored([1, 2, -1]), scored([0, 2, -1])]
        for (lastWins, expected) in [(false, [0, 1, 0]), (true, [1, 2, 2])] {
            let model = try OneVersusRest(
                models,
                question: .oneOf(letters, lastWins: lastWins),
                featureNames: nil
            )
            let answer = try model.predict(ScriptedModel.rows(3), asking: .scores)
            #expect(answer.outcome == .classIndices(expected))
            #expect(answer.scores == Matrix([[1, 1, 0], [0, 2, 2], [-1, -1, -1]]))
        }
    }

    @Test func `Probabilities are scaled to one, but for a row of zeros`() throws {
        let models = [sure([0.5, 0]), sure([0.25, 0]), sure([0.25, 0])]
        let model = try OneVersusRest(models, question: .oneOf(letters, lastWins: false), featureNames: nil)
        let answer = try model.predict(ScriptedModel.rows(2), asking: .probabilities)
        #expect(answer.probabilities == Matrix([[0.5, 0.25, 0.25], [0, 0, 0]]))
        #expect(!model.signature.givesScores)
    }

    @Test func `One model decides between two classes, at nought or at a half`() throws {
        let two = Array(letters[..<2])
        let byScore = try OneVersusRest([scored([0, 0.1])], question: .oneOf(two, lastWins: true), featureNames: nil)
        let byShare = try OneVersusRest([sure([0.5, 0.6])], question: .oneOf(two, lastWins: true), featureNames: nil)
        for model in [byScore, byShare] {
            #expect(try model.predict(ScriptedModel.rows(2), asking: []).outcome == .classIndices([0, 1]))
        }
    }

    @Test func `Labels apply each by itself`() throws {
        let always = try ConstantModel(value: 1, featureCount: 2)
        let model = try OneVersusRest(
            [scored([-1, 1]), always],
            question: .anyOf(labelCount: 2),
            featureNames: nil
        )
        let answer = try model.predict(ScriptedModel.rows(2), asking: .scores)
        guard case .outputs(let outputs) = answer.outcome else {
            Issue.record("There are no outputs")
            return
        }
        #expect(outputs.map(\.outcome) == [.classIndices([0, 1]), .classIndices([1, 1])])
        #expect(outputs.map { $0.scores?.values } == [[-1, 1], [1, 1]])
        #expect(model.signature.task == .multipleClassification(classes: [binary, binary]))
    }

    @Test func `Another number of models than classes is refused`() {
        for question in [
            OneVersusRest.Question.oneOf(letters, lastWins: false), .oneOf([], lastWins: false),
            .anyOf(labelCount: 1 << 60),
        ] {
            #expect(throws: ModelStructureError.self) {
                try OneVersusRest([scored([1]), scored([1])], question: question, featureNames: nil)
            }
        }
        #expect(throws: ModelStructureError.self) {
            try OneVersusRest([ScriptedModel(classes: binary)], question: .anyOf(labelCount: 1), featureNames: nil)
        }
    }

    // MARK: One against one

    private func pairs(_ models: [ScriptedModel]) -> [OneVersusOne.Pair] {
        models.map { OneVersusOne.Pair(model: $0, columns: nil) }
    }

    @Test func `Votes count, and then how sure the voters are`() throws {
        let labels = [[0, 1, 0], [0, 1, 1], [0, 0, 1]]
        let scores = [[-1.5, 0.5, -0.5], [-0.25, 2, 0.5], [-2, -0.125, 0.25]]
        let models = zip(labels, scores).map { labels, scores in
            ScriptedModel(classes: binary, labels: labels, scores: scores.map { [$0] })
        }
        let model = try OneVersusOne(
            pairs(models),
            classes: letters,
            featureCount: 2,
            featureNames: nil,
            comparesWithZero: false
        )
        let answer = try model.predict(ScriptedModel.rows(3), asking: .scores)
        let expected = [
            2.212121212121212, 1.1111111111111112, -0.23076923076923078, -0.23809523809523808, 2.128205128205128,
            1.2173913043478262, 1, -0.14285714285714285, 2.142857142857143,
        ]
        #expect(answer.outcome == .classIndices([0, 1, 2]))
        #expect(areClose(answer.scores?.values, expected))
    }

    @Test func `Each pair may have columns of its own`() throws {
        let pair = OneVersusOne.Pair(model: scored([-1, 0, 1]), columns: [2, 0])
        let model = try OneVersusOne(
            [pair],
            classes: Array(letters[..<2]),
            featureCount: 3,
            featureNames: nil,
            comparesWithZero: false
        )
        let rows = FeatureTable(Matrix([[9, 9, 0], [9, 9, 2]]))
        #expect(try model.predict(rows, asking: []).outcome == .classIndices([0, 1]))
        #expect(throws: ModelStructureError.self) {
            try OneVersusOne(
                [OneVersusOne.Pair(model: scored([1]), columns: [0, 3])],
                classes: Array(letters[..<2]),
                featureCount: 3,
                featureNames: nil,
                comparesWithZero: false
            )
        }
    }

    // MARK: Codes

    @Test func `The nearest code wins, the first of several`() throws {
        let model = try OutputCodeClassifier(
            [sure([1, 0, 0.5]), sure([0, 1, 0.5])],
            codes: Matrix([[0, 1], [1, 0], [1, 1]]),
            classes: letters,
            featureNames: nil
        )
        #expect(try model.predict(ScriptedModel.rows(3), asking: []).outcome == .classIndices([1, 0, 0]))
        #expect(throws: ModelStructureError.self) {
            try OutputCodeClassifier([sure([1])], codes: Matrix([[0, 1]]), classes: letters, featureNames: nil)
        }
    }
}
