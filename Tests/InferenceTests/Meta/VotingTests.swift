import Inference
import Testing

/// Numbers of `numpy.average` 2.4.
struct VotingTests {
    private let classes: [ClassLabel] = [.string("no"), .string("yes")]
    private let encoded: [ClassLabel] = [.integer(0), .integer(1)]

    @Test func `The class with the most votes wins, the first of several`() throws {
        let models = [[0, 1, 1], [0, 1, 0], [1, 0, 0], [1, 0, 1]].map {
            ScriptedModel(classes: encoded, labels: $0)
        }
        let voting = try VotingClassifier(models, rule: .majority, weights: nil, classes: classes, featureNames: nil)
        let answer = try voting.predict(ScriptedModel.rows(3), asking: [])
        #expect(answer.outcome == .classIndices([0, 0, 0]))
        #expect(!voting.signature.givesProbabilities)
        #expect(voting.signature.classes == classes)
        #expect(voting.memoryBytes == 400)
        let weighted = try VotingClassifier(
            models,
            rule: .majority,
            weights: [1, 1, 1.5, 1],
            classes: classes,
            featureNames: nil
        )
        #expect(try weighted.predict(ScriptedModel.rows(3), asking: []).outcome == .classIndices([1, 0, 0]))
    }

    @Test func `Probabilities are averaged with their weights`() throws {
        let models = [[[0.2, 0.8], [0.6, 0.4]], [[0.5, 0.5], [0.1, 0.9]]].map {
            ScriptedModel(classes: encoded, probabilities: $0)
        }
        let voting = try VotingClassifier(
            models,
            rule: .meanProbability,
            weights: [1, 3],
            classes: classes,
            featureNames: ["a", "b"]
        )
        let answer = try voting.predict(ScriptedModel.rows(2), asking: .probabilities)
        #expect(answer.outcome == .classIndices([1, 1]))
        #expect(areClose(answer.probabilities?.values, [0.425, 0.575, 0.225, 0.775]))
        #expect(voting.signature.featureNames == ["a", "b"])
    }

    @Test func `Numbers are averaged`() throws {
        let models = [ScriptedModel(values: [1, -2]), ScriptedModel(values: [4, 6])]
        let mean = try VotingRegressor(models, weights: nil, featureNames: nil)
        let weighted = try VotingRegressor(models, weights: [1, 2], featureNames: nil)
        let rows = ScriptedModel.rows(2)
        #expect(try mean.predict(rows, asking: []).outcome == .values(Matrix([[2.5], [2]])))
        #expect(try weighted.predict(rows, asking: []).outcome == .values(Matrix([[3], [10.0 / 3]])))
    }

    @Test func `Models that do not fit each other make no vote`() {
        let plain = ScriptedModel(classes: encoded, labels: [0])
        let others: [[any PredictiveModel]] = [
            [], [plain, ScriptedModel(classes: encoded, featureCount: 3)],
            [plain, ScriptedModel(classes: [.integer(1), .integer(2)])], [plain, ScriptedModel(values: [1])],
        ]
        for models in others {
            #expect(throws: ModelStructureError.self) {
                try VotingClassifier(models, rule: .majority, weights: nil, classes: classes, featureNames: nil)
            }
        }
        for weights in [[], [0], [Double.nan], [1, 1]] {
            #expect(throws: ModelStructureError.self) {
                try VotingClassifier([plain], rule: .majority, weights: weights, classes: classes, featureNames: nil)
            }
        }
        #expect(throws: ModelStructureError.self) {
            try VotingClassifier([plain], rule: .meanProbability, weights: nil, classes: classes, featureNames: nil)
        }
        #expect(throws: ModelStructureError.self) { try VotingRegressor([plain], weights: nil, featureNames: nil) }
    }
}
