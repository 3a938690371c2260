import Testing

@testable import Inference

/// Ensembles of any models, small enough to follow by hand.
struct EnsembleTests {
    /// Up to `threshold` the first leaf, above it the second.
    private func stump(_ below: [Double], _ above: [Double], threshold: Double = 0.5) throws -> TreeEnsemble {
        let table = try TreeTable(
            TreeTable.Columns(
                left: [1, -1, -1],
                right: [2, -1, -1],
                feature: [0, -2, -2],
                threshold: [threshold, -2, -2],
                missingGoesLeft: nil
            ),
            values: [Double](repeating: 0, count: below.count) + below + above,
            valueCount: below.count,
            featureCount: 1
        )
        return try TreeEnsemble([table], featureCount: 1, valueCount: below.count, outputCount: below.count)
    }

    private func classifier(
        _ below: [Double],
        _ above: [Double],
        classes: [ClassLabel],
        threshold: Double = 0.5
    ) throws -> ForestClassifier {
        let trees = try stump(below, above, threshold: threshold)
        return try ForestClassifier(trees, classes: classes, featureNames: nil, acceptsMissing: false)
    }

    private func regressor(_ answer: Double) throws -> ForestRegressor {
        try ForestRegressor(stump([answer], [-answer]), featureNames: nil, acceptsMissing: false)
    }

    private static let labels: [ClassLabel] = [.string("a"), .string("b"), .string("c")]

    @Test func `Boosted classifiers vote by weight, and since 1.3 against the others too`() throws {
        let members = [
            try classifier([1, 0, 0], [0, 1, 0], classes: Self.labels),
            try classifier([0, 0, 1], [0, 1, 0], classes: Self.labels),
        ]
        let rows = FeatureTable(Matrix([[0], [1]]))
        for (votes, scores) in [
            (AdaBoostClassifier.Votes.forNamed, Matrix([[0.25, 0, 0.75], [0, 1, 0]])),
            (.againstOthers, Matrix([[-0.125, -0.5, 0.625], [-0.5, 1, -0.5]])),
        ] {
            let model = try AdaBoostClassifier(
                members,
                weights: [1, 3],
                votes: votes,
                classes: Self.labels,
                featureNames: nil
            )
            let prediction = try model.predict(rows, asking: [.scores, .probabilities])
            #expect(prediction.outcome == .classIndices([2, 1]))
            #expect(prediction.scores == scores)
            #expect(prediction.probabilities?.columnCount == 3)
        }
    }

    @Test func `Boosted classifiers of two classes have one score`() throws {
        let labels = Array(Self.labels.prefix(2))
        let model = try AdaBoostClassifier(
            [classifier([1, 0], [0, 1], classes: labels)],
            weights: [2, 0, 0],
            votes: .againstOthers,
            classes: labels,
            featureNames: nil
        )
        let prediction = try model.predict(FeatureTable(Matrix([[0], [1]])), asking: [.scores, .probabilities])
        #expect(prediction.scores == Matrix([[-2], [2]]))
        #expect(prediction.outcome == .classIndices([0, 1]))
        // Python: 1 / (1 + math.exp(-2))
        #expect(abs((prediction.probabilities?[1, 1] ?? 0) - 0.8807970779778823) < 1e-15)
    }

    @Test func `The weighted median of boosted regressors is one of their answers`() throws {
        let members = [try regressor(5), try regressor(1), try regressor(3)]
        let model = try AdaBoostRegressor(members, weights: [1, 1, 1.5], featureNames: nil)
        let outcome = try model.predict(FeatureTable(Matrix([[0], [1]])), asking: []).outcome
        #expect(outcome == .values(Matrix([[3], [-3]])))
        let heavy = try AdaBoostRegressor(members, weights: [9, 1, 1], featureNames: nil)
        #expect(try heavy.predict(FeatureTable(Matrix([[0]])), asking: []).outcome == .values(Matrix([[5]])))
    }

    @Test func `Boosting takes nothing missing`() throws {
        let model = try AdaBoostRegressor([regressor(1)], weights: [1], featureNames: nil)
        #expect(throws: PredictionError(.notFinite, "")) {
            try model.predict(FeatureTable(Matrix([[.nan]])), asking: [])
        }
        var sparse = SparseMatrix(columnCount: 1)
        sparse.endRow()
        sparse.append(.infinity, column: 0)
        sparse.endRow()
        let error = #expect(throws: PredictionError(.notFinite, "")) {
            try model.predict(FeatureTable(sparse), asking: [])
        }
        #expect(error?.place == .init(row: 1, column: 0))
    }

    @Test func `Bagged classifiers that lack a class give it nothing, and get their columns`() throws {
        let full = try classifier([0.5, 0.25, 0.25], [0, 1, 0], classes: [.integer(0), .integer(1), .integer(2)])
        let part = try classifier([1, 0], [0.5, 0.5], classes: [.integer(0), .integer(2)])
        let model = try BaggingClassifier(
            [
                BaggingMember(full, columns: [1], featureCount: 2), BaggingMember(part, columns: [0], featureCount: 2),
            ],
            classes: Self.labels,
            featureCount: 2,
            featureNames: nil
        )
        let prediction = try model.predict(FeatureTable(Matrix([[1, 0]])), asking: .probabilities)
        #expect(prediction.probabilities == Matrix([[0.5, 0.125, 0.375]]))
        #expect(prediction.outcome == .classIndices([0]))
        #expect(!model.signature.givesScores)
        #expect(throws: PredictionError(.notFinite, "")) {
            try model.predict(FeatureTable(Matrix([[1, .nan]])), asking: [])
        }
    }

    @Test func `Bagged regressors answer their mean`() throws {
        let members = try [1, 2, 6].map { try BaggingMember(regressor($0), columns: [0], featureCount: 1) }
        let model = try BaggingRegressor(members, featureCount: 1, featureNames: nil)
        #expect(try model.predict(FeatureTable(Matrix([[0]])), asking: []).outcome == .values(Matrix([[3]])))
    }

    @Test func `What is set apart early is an outlier`() throws {
        let near = IsolationForest.depth(ofLeafAt: 4, rowCount: 10)
        let far = IsolationForest.depth(ofLeafAt: 2, rowCount: 1)
        // sklearn.ensemble._iforest._average_path_length([10]) of scikit-learn 1.7.2.
        #expect(abs(near - 3 - 3.748880484475505) < 1e-14)
        #expect(far == 1)
        let model = try IsolationForest(
            stump([near], [far]),
            trainedRowCount: 16,
            offset: -0.5,
            featureNames: nil,
            acceptsMissing: false
        )
        let prediction = try model.predict(Matrix([[0], [1]]), asking: .scores)
        #expect(prediction.outcome == .classIndices([1, 0]))
        #expect(model.signature.classes == [.integer(-1), .integer(1)])
        #expect((prediction.scores?[0, 0] ?? 0) > 0 && (prediction.scores?[1, 0] ?? 0) < 0)
    }

    @Test func `An embedding has a column for each leaf`() throws {
        var trees = try TreeEnsemble(featureCount: 1, valueCount: 1, outputCount: 2)
        for (below, above, threshold) in [(0.0, 1.0, 0.5), (3.0, 2.0, 2.5)] {
            try trees.append(
                TreeTable(
                    .init(
                        left: [1, -1, -1],
                        right: [2, -1, -1],
                        feature: [0, -2, -2],
                        threshold: [threshold, 0, 0],
                        missingGoesLeft: nil
                    ),
                    values: [-1, below, above],
                    valueCount: 1,
                    featureCount: 1
                )
            )
        }
        let embedding = try RandomTreesEmbedding(trees, outputCount: 4)
        var rows = FeatureTable(Matrix([[0], [1], [3]]))
        try embedding.transform(&rows)
        #expect(try rows.matrix() == Matrix([[1, 0, 0, 1], [0, 1, 0, 1], [0, 1, 1, 0]]))
        #expect(throws: ModelStructureError.self) { try RandomTreesEmbedding(trees, outputCount: 3) }
    }

    @Test func `Ensembles that do not hold together are refused`() throws {
        let member = try classifier([1, 0], [0, 1], classes: [.integer(0), .integer(7)])
        let two: [ClassLabel] = [.integer(0), .integer(1)]
        #expect(throws: ModelStructureError.self) {
            try AdaBoostClassifier([member], weights: [1], votes: .forNamed, classes: two, featureNames: nil)
        }
        #expect(throws: ModelStructureError.self) {
            try AdaBoostRegressor([regressor(1)], weights: [], featureNames: nil)
        }
        #expect(throws: ModelStructureError.self) {
            try AdaBoostRegressor([regressor(1)], weights: [.nan], featureNames: nil)
        }
        #expect(throws: ModelStructureError.self) { try BaggingMember(member, columns: [1], featureCount: 1) }
        #expect(throws: ModelStructureError.self) { try BaggingMember(member, columns: [0, 0], featureCount: 1) }
        #expect(throws: ModelStructureError.self) {
            try BaggingClassifier(
                [BaggingMember(member, columns: [0], featureCount: 1)],
                classes: two,
                featureCount: 1,
                featureNames: nil
            )
        }
    }
}
