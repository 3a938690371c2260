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

    private func trees(_ tables: [TreeTable], outputCount: Int, learningRate: Double = 1) throws -> TreeEnsemble {
        var trees = try TreeEnsemble(featureCount: 1, valueCount: 1, outputCount: outputCount)
        for table in tables { try trees.append(table, scaledBy: learningRate) }
        return trees
    }

    private func boosting(
        _ tables: [TreeTable],
        start: [Double],
        learningRate: Double = 1
    ) throws -> GradientBoosting {
        let trees = try trees(tables, outputCount: start.count, learningRate: learningRate)
        return try GradientBoosting(trees, start: .constant(start))
    }

    @Test func `A forest answers the mean, and the first of equals`() throws {
        let trees = try ensemble([stump([1, 0], [0, 1]), stump([0.5, 0.5], [1, 0])])
        let forest = try ForestClassifier(
            trees,
            classes: [.string("a"), .string("b")],
            featureNames: nil,
            acceptsMissing: true
        )
        let prediction = try forest.predict(Matrix([[0], [1]]), asking: .probabilities)
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
        let prediction = try forest.predict(Matrix([[0.5], [0.75]]), asking: [])
        #expect(prediction.outcome == .values(Matrix([[1, 10], [2, 20]])))
        #expect(forest.signature.task == .regression(outputCount: 2))
        #expect(throws: PredictionError(.noProbabilities, "")) {
            try forest.predict(Matrix([[0]]), asking: .probabilities)
        }
    }

    @Test func `Missing values are taken only when model and trees allow it`() throws {
        let trees = try ensemble([stump([1], [2], missingGoesLeft: false)])
        let takes = try ForestRegressor(trees, featureNames: nil, acceptsMissing: true)
        let refuses = try ForestRegressor(trees, featureNames: nil, acceptsMissing: false)
        #expect(try takes.predict(Matrix([[.nan]]), asking: []).outcome == .values(Matrix([[2]])))
        #expect(throws: PredictionError(.notFinite, "")) {
            try refuses.predict(Matrix([[.nan]]), asking: [])
        }
        #expect(throws: PredictionError(.notFinite, "")) {
            try takes.predict(Matrix([[.infinity]]), asking: [])
        }
    }

    @Test func `A value beyond 32-bit floats is refused with the way out`() throws {
        let forest = try ForestRegressor(ensemble([stump([1], [2])]), featureNames: nil, acceptsMissing: false)
        let error = #expect(throws: PredictionError(.notFinite, "")) {
            try forest.predict(Matrix([[1e39]]), asking: [])
        }
        #expect(error?.message.contains("Scale the feature") == true)
    }

    @Test func `Boosting adds steps of the learning rate to its start`() throws {
        let boosting = try boosting([stump([1], [-1]), stump([2], [4])], start: [10], learningRate: 0.5)
        let regressor = try GradientBoostingRegressor(boosting, featureNames: nil)
        #expect(
            try regressor.predict(Matrix([[0], [1]]), asking: []).outcome
                == .values(Matrix([[11.5], [11.5]]))
        )
    }

    @Test func `A tie of two classes goes to the second one by sums, and to the first by probabilities`() throws {
        let boosting = try boosting([stump([0], [0])], start: [0])
        for (decision, index) in [(BoostedScores.Decision.scores, 1), (.positiveScores, 0), (.probabilities, 0)] {
            let model = try GradientBoostingClassifier(
                boosting,
                scores: BoostedScores(loss: .logLoss, decision: decision),
                classes: [.integer(0), .integer(1)],
                featureNames: nil
            )
            let prediction = try model.predict(Matrix([[0]]), asking: [.probabilities, .scores])
            #expect(prediction.outcome == .classIndices([index]))
            #expect(prediction.scores == Matrix([[0]]))
            #expect(prediction.probabilities?.values == [0.5, 0.5])
        }
    }

    @Test func `Boosted classes take turns`() throws {
        let boosting = try boosting([stump([3], [0]), stump([0], [3]), stump([0], [0])], start: [0, 0, 0.5])
        let model = try GradientBoostingClassifier(
            boosting,
            scores: BoostedScores(loss: .logLoss, decision: .scores),
            classes: [.integer(1), .integer(2), .integer(3)],
            featureNames: nil
        )
        #expect(try model.predict(Matrix([[0], [1]]), asking: []).outcome == .classIndices([0, 1]))
    }

    @Test func `Start values follow the shares of the classes`() {
        // numpy: log(0.75 / 0.25), and half of it.
        let whole = BoostingLink(epsilon: 1e-7, isHalved: false, isCentred: true)
        let half = BoostingLink(epsilon: 1e-7, isHalved: true, isCentred: false)
        #expect(abs(whole.scores(of: [0.25, 0.75])[0] - 1.0986122886681098) < 1e-15)
        #expect(abs(half.scores(of: [0.25, 0.75])[0] - 0.5493061443340549) < 1e-15)
        #expect(abs(whole.scores(of: [0.2, 0.3, 0.5]).reduce(0, +)) < 1e-15)
    }

    @Test func `Boosting starts from what another model answers, which gets 32-bit floats`() throws {
        let steep = try ForestRegressor(ensemble([stump([1], [100])]), featureNames: nil, acceptsMissing: false)
        let regressor = try GradientBoostingRegressor(
            GradientBoosting(try trees([stump([0.5], [0.5])], outputCount: 1), start: .answers(of: steep)),
            featureNames: nil
        )
        // Just above 0.5, but not as a 32-bit float.
        let rows = Matrix([[Double(0.5).nextUp], [0.75]])
        #expect(try regressor.predict(rows, asking: []).outcome == .values(Matrix([[1.5], [100.5]])))
    }

    @Test func `Boosting starts from the probabilities of another model`() throws {
        let first = try ForestClassifier(
            ensemble([stump([0.25, 0.75], [1, 0])]),
            classes: [.string("a"), .string("b")],
            featureNames: nil,
            acceptsMissing: false
        )
        let link = BoostingLink(epsilon: 1e-7, isHalved: false, isCentred: false)
        let boosting = try GradientBoosting(
            trees([stump([0], [0])], outputCount: 1),
            start: .probabilities(of: first, link, classCount: 2)
        )
        let model = try GradientBoostingClassifier(
            boosting,
            scores: BoostedScores(loss: .logLoss, decision: .scores),
            classes: [.integer(0), .integer(1)],
            featureNames: nil
        )
        let prediction = try model.predict(Matrix([[0], [1]]), asking: .probabilities)
        #expect(prediction.outcome == .classIndices([1, 0]))
        #expect(abs((prediction.probabilities?[0, 1] ?? 0) - 0.75) < 1e-15)
        #expect(throws: ModelStructureError.self) {
            try GradientBoosting(trees([stump([0], [0])], outputCount: 1), start: .answers(of: first))
        }
    }

    @Test func `Several outputs have classes of their own`() throws {
        let forest = try MultipleForestClassifier(
            ensemble([stump([0.5, 0.5, 0.1, 0.2, 0.7], [0, 1, 1, 0, 0])]),
            classes: [[.integer(4), .integer(5)], [.string("a"), .string("b"), .string("c")]],
            featureNames: nil,
            acceptsMissing: false
        )
        guard case .outputs(let outputs) = try forest.predict(Matrix([[0], [1]]), asking: .probabilities).outcome else {
            Issue.record("there are no outputs")
            return
        }
        #expect(outputs.map(\.outcome) == [.classIndices([0, 1]), .classIndices([2, 0])])
        #expect(outputs[0].probabilities == Matrix([[0.5, 0.5], [0, 1]]))
        #expect(outputs[1].probabilities == Matrix([[0.1, 0.2, 0.7], [1, 0, 0]]))
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
        #expect(throws: ModelStructureError.self) { try boosting([stump([1], [2])], start: [.nan]) }
        #expect(throws: ModelStructureError.self) {
            try boosting([stump([1e300], [2])], start: [0], learningRate: 1e300)
        }
        #expect(throws: ModelStructureError.self) { try boosting([stump([1], [2])], start: [0, 0]) }
        #expect(throws: ModelStructureError.self) {
            try GradientBoostingClassifier(
                boosting([stump([1], [2])], start: [0]),
                scores: BoostedScores(loss: .logLoss, decision: .scores),
                classes: [.integer(0)],
                featureNames: nil
            )
        }
    }
}
