import Testing

@testable import Inference

struct ClusterTests {
    @Test func `The nearest centre gives its label`() throws {
        let centres = Matrix([[0, 0], [5, 5], [9, 0]])
        let rows = Matrix([[1, 0], [4, 6], [8, 1], [4.5, 0]])
        let plain = try CentreClusterer(centres: centres, labels: nil, featureNames: nil)
        #expect(try plain.predict(rows, asking: []).outcome == .classIndices([0, 1, 2, 0]))
        let merged = try CentreClusterer(centres: centres, labels: [7, -1, 7], featureNames: nil)
        #expect(merged.signature.classes == [.integer(-1), .integer(7)])
        #expect(try merged.predict(rows, asking: []).outcome == .classIndices([1, 0, 1, 1]))
        #expect(throws: ModelStructureError.self) {
            try CentreClusterer(centres: centres, labels: [1], featureNames: nil)
        }
    }

    @Test func `Without centres all rows are noise`() throws {
        let none = Matrix(rowCount: 0, columnCount: 2, values: [])
        let model = try CentreClusterer(centres: none, labels: nil, featureNames: nil)
        #expect(model.signature.classes == [.integer(-1)])
        #expect(try model.predict(Matrix([[1, 2], [3, 4]]), asking: []).outcome == .classIndices([0, 0]))
    }

    @Test func `Features become distances`() throws {
        var rows = Matrix([[3, 4], [0, 0]])
        try CentreDistances(centres: Matrix([[0, 0], [3, 0], [3, 4]])).transform(&rows)
        #expect(rows == Matrix([[5, 4, 0], [0, 3, 5]]))
    }

    @Test func `A tree of centres is gone down`() throws {
        let nodes = [
            BisectingClusterer.Node(children: (1, 2), label: -1, centre: []),
            BisectingClusterer.Node(children: nil, label: 2, centre: [0]),
            BisectingClusterer.Node(children: (3, 4), label: -1, centre: [10]),
            BisectingClusterer.Node(children: nil, label: 0, centre: [8]),
            BisectingClusterer.Node(children: nil, label: 1, centre: [12]),
        ]
        func model(_ nodes: [BisectingClusterer.Node]) throws -> BisectingClusterer {
            try BisectingClusterer(nodes, clusterCount: 3, featureCount: 1, featureNames: nil)
        }
        // A row in the middle goes left.
        let outcome = try model(nodes).predict(Matrix([[-1], [5], [6], [10], [11]]), asking: []).outcome
        #expect(outcome == .classIndices([2, 2, 0, 0, 1]))
        for children in [(0, 1), (1, 9), (-1, 2), (.max, .min)] {
            var damaged = nodes
            damaged[2].children = children
            #expect(throws: ModelStructureError.self) { try model(damaged) }
        }
        var damaged = nodes
        damaged[4].label = 3
        #expect(throws: ModelStructureError.self) { try model(damaged) }
    }

    /// Two normal distributions with standard deviations 1 and 2, at 0 and 3; in the middle of their densities.
    @Test(arguments: [
        GaussianMixture.Spread.full([1, 0.5]), .diagonal([1, 0.5]), .spherical([1, 0.5]),
    ])
    func `Mixtures weigh their components`(_ spread: GaussianMixture.Spread) throws {
        let model = try GaussianMixture(
            means: Matrix([[0], [3]]),
            spread: spread,
            logWeights: GaussianMixture.logarithms(of: [0.25, 0.75]),
            featureNames: nil
        )
        let prediction = try model.predict(Matrix([[0], [1], [5]]), asking: [.probabilities])
        #expect(prediction.outcome == .classIndices([0, 1, 1]))
        // 0.25 φ(x) against 0.75 φ((x − 3) / 2) / 2, scaled to 1.
        let first = [0.6725045888702104, 0.4, 4.096124790578447e-06]
        let probabilities = try #require(prediction.probabilities)
        for row in 0..<3 { #expect(abs(probabilities[row, 0] - first[row]) < 1e-14) }
        for row in 0..<3 { #expect(abs(probabilities[row, 0] + probabilities[row, 1] - 1) < 1e-14) }
    }

    @Test(arguments: [
        (0.1, -10.423754940411076), (1, -0.5772156649015329), (5.5, 1.611093148581751), (100, 4.600161852738088),
    ])
    func `The digamma function`(_ x: Double, _ expected: Double) {
        #expect(abs(Mathematics.digamma(x) - expected) < 1e-14 * max(1, abs(expected)))
    }

    @Test func `Precisions of another shape make no mixture`() {
        for spread in [GaussianMixture.Spread.full([1]), .tied([1, 2]), .diagonal([1, 2, 3]), .spherical([1, .nan])] {
            #expect(throws: ModelStructureError.self) {
                try GaussianMixture(means: Matrix([[0], [3]]), spread: spread, logWeights: [0, 0], featureNames: nil)
            }
        }
        #expect(throws: ModelStructureError.self) {
            try BayesianWeights(
                .dirichletProcess([1, 2], [1]),
                freedoms: [3, 3],
                meanPrecisions: [1, 1],
                featureCount: 2
            )
        }
    }
}
