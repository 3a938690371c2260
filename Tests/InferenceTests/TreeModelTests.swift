import Inference
import Testing

/// The models that trees make, on trees small enough to follow by hand.
struct TreeModelTests {
    /// Up to 0.5 the first leaf, above it the second.
    private func stump(_ below: [Double], _ above: [Double], missingGoesLeft: Bool? = nil) throws -> TreeTable {
        try TreeTable(
            TreeTable.Columns(
                left: [1, -1, -1],
                right: [2, -1, -1],
                feature: [0, -2, -2],
                threshold: [0.5, -2, -2],
                missingGoesLeft: missingGoesLeft.map { [$0, false, false] }
            ),
            values: [Double](repeating: 0, count: below.count) + below + above,
            valueCount: below.count,
            featureCount: 1
        )
    }

    private func ensemble(_ tables: [TreeTable]) throws -> TreeEnsemble {
        try TreeEnsemble(tables, featureCount: 1, valueCount: tables[0].valueCount, outputCount: tables[0].valueCount)
    }

    @Test func `A forest answers the mean, and the first of equals`() throws {
        let trees = try ensemble([stump([1, 0], [0, 1]), stump([0.5, 0.5], [1, 0])])
        let forest = try ForestClassifier(
            trees,
            classes: [.string("a"), .string("b")],
            featureNames: nil,
            acceptsMissing: true
        )
        let prediction = try forest.predict(Matrix([[0], [1]]), wantsProbabilities: true)
        #expect(prediction.probabilities?.values == [0.75, 0.25, 0.5, 0.5])
        #expect(prediction.outcome == .classIndices([0, 0]))
        #expect(!forest.signature.acceptsMissing, "these trees do not say where missing values go")
    }

    @Test func `A regressor of two outputs answers two numbers and no probabilities`() throws {
        let forest = try ForestRegressor(
            ensemble([stump([1, 10], [2, 20])]),
            featureNames: nil,
            acceptsMissing: false
        )
        let prediction = try forest.predict(Matrix([[0.5], [0.75]]), wantsProbabilities: false)
        #expect(prediction.outcome == .values(Matrix([[1, 10], [2, 20]])))
        #expect(forest.signature.task == .regression(outputCount: 2))
        #expect(throws: PredictionError(.noProbabilities, "")) {
            try forest.predict(Matrix([[0]]), wantsProbabilities: true)
        }
    }

    @Test func `Missing values are taken only when model and trees allow it`() throws {
        let trees = try ensemble([stump([1], [2], missingGoesLeft: false)])
        let takes = try ForestRegressor(trees, featureNames: nil, acceptsMissing: true)
        let refuses = try ForestRegressor(trees, featureNames: nil, acceptsMissing: false)
        #expect(try takes.predict(Matrix([[.nan]]), wantsProbabilities: false).outcome == .values(Matrix([[2]])))
        #expect(throws: PredictionError(.notFinite, "")) {
            try refuses.predict(Matrix([[.nan]]), wantsProbabilities: false)
        }
        #expect(throws: PredictionError(.notFinite, "")) {
            try takes.predict(Matrix([[.infinity]]), wantsProbabilities: false)
        }
    }

    @Test func `A value beyond 32-bit floats is refused with the way out`() throws {
        let forest = try ForestRegressor(ensemble([stump([1], [2])]), featureNames: nil, acceptsMissing: false)
        let error = #expect(throws: PredictionError(.notFinite, "")) {
            try forest.predict(Matrix([[1e39]]), wantsProbabilities: false)
        }
        #expect(error?.message.contains("Scale the feature") == true)
    }

    @Test func `Boosting adds steps of the learning rate to its start`() throws {
        let boosting = try GradientBoosting(
            [stump([1], [-1]), stump([2], [4])],
            start: [10],
            learningRate: 0.5,
            featureCount: 1
        )
        let regressor = try GradientBoostingRegressor(boosting, featureNames: nil)
        #expect(
            try regressor.predict(Matrix([[0], [1]]), wantsProbabilities: false).outcome
                == .values(Matrix([[11.5], [11.5]]))
        )
    }

    @Test func `A tie of two classes goes to the second one by sums, and to the first by probabilities`() throws {
        let boosting = try GradientBoosting([stump([0], [0])], start: [0], learningRate: 1, featureCount: 1)
        for (decision, index) in [(GradientBoostingClassifier.Decision.rawScores, 1), (.probabilities, 0)] {
            let model = try GradientBoostingClassifier(
                boosting,
                loss: .logLoss,
                decision: decision,
                classes: [.integer(0), .integer(1)],
                featureNames: nil
            )
            let prediction = try model.predict(Matrix([[0]]), wantsProbabilities: true)
            #expect(prediction.outcome == .classIndices([index]))
            #expect(prediction.probabilities?.values == [0.5, 0.5])
        }
    }

    @Test func `Boosted classes take turns`() throws {
        let boosting = try GradientBoosting(
            [stump([3], [0]), stump([0], [3]), stump([0], [0])],
            start: [0, 0, 0.5],
            learningRate: 1,
            featureCount: 1
        )
        let model = try GradientBoostingClassifier(
            boosting,
            loss: .logLoss,
            decision: .rawScores,
            classes: [.integer(1), .integer(2), .integer(3)],
            featureNames: nil
        )
        #expect(try model.predict(Matrix([[0], [1]]), wantsProbabilities: false).outcome == .classIndices([0, 1]))
    }

    @Test func `Start values follow the shares of the classes`() {
        // numpy: log(0.75 / 0.25), and half of it.
        #expect(
            abs(BoostingStart.binary(priors: [0.25, 0.75], epsilon: 1e-7, isHalved: false)[0] - 1.0986122886681098)
                < 1e-15
        )
        #expect(
            abs(BoostingStart.binary(priors: [0.25, 0.75], epsilon: 1e-7, isHalved: true)[0] - 0.5493061443340549)
                < 1e-15
        )
        let centred = BoostingStart.multinomial(priors: [0.2, 0.3, 0.5], epsilon: 1e-7, isCentred: true)
        #expect(abs(centred.reduce(0, +)) < 1e-15)
        #expect(BoostingStart.binary(priors: [1], epsilon: 1e-7, isHalved: false)[0].isNaN)
    }

    @Test func `Models that do not hold together are refused`() throws {
        let two: [ClassLabel] = [.integer(0), .integer(1)]
        #expect(throws: ModelStructureError.self) {
            try ForestClassifier(
                ensemble([stump([1, 0], [0, 1])]),
                classes: two + [.integer(2)],
                featureNames: nil,
                acceptsMissing: false
            )
        }
        #expect(throws: ModelStructureError.self) {
            try GradientBoosting([stump([1], [2])], start: [.nan], learningRate: 1, featureCount: 1)
        }
        #expect(throws: ModelStructureError.self) {
            try GradientBoosting([stump([1e300], [2])], start: [0], learningRate: 1e300, featureCount: 1)
        }
        #expect(throws: ModelStructureError.self) {
            try GradientBoosting([stump([1], [2])], start: [0, 0], learningRate: 1, featureCount: 1)
        }
    }
}
