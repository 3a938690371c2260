import Inference
import Testing

/// Expected numbers are those of scikit-learn 1.9.1.
struct NeighbourTests {
    private static let rows = Matrix([[0, 0], [1, 0], [0, 2], [3, 1], [4, 4], [2, 5]])
    private static let questions = Matrix([[0.5, 1], [3, 3], [1, 4]])
    private static let classes: [ClassLabel] = [.string("a"), .string("b"), .string("c")]
    /// Two leaves of three rows.
    private static let nodes = [
        NeighbourTree.Node(start: 0, end: 6, isLeaf: false, radius: 5),
        NeighbourTree.Node(start: 0, end: 3, isLeaf: true, radius: 2),
        NeighbourTree.Node(start: 3, end: 6, isLeaf: true, radius: 3),
    ]
    private static let boxes = NeighbourTree(
        shape: .boxes,
        nodes: nodes,
        bounds: [0, 0, 0, 0, 2, 1, 4, 5, 1, 2, 4, 5],
        order: [2, 0, 1, 5, 4, 3]
    )
    private static let balls = NeighbourTree(
        shape: .balls,
        nodes: nodes,
        bounds: [5.0 / 3, 2, 1.0 / 3, 2.0 / 3, 3, 10.0 / 3],
        order: [2, 0, 1, 5, 4, 3]
    )

    private func index(_ tree: NeighbourTree? = nil, _ metric: DistanceMetric = .euclidean) throws -> NeighbourIndex {
        try NeighbourIndex(Self.rows, metric: metric, tree: tree)
    }

    private func classifier(
        _ index: NeighbourIndex,
        _ reach: NeighbourReach,
        _ lonely: NeighbourOutput.Lonely = .refused
    ) throws -> NeighbourClassifier {
        let output = NeighbourOutput(classes: Self.classes, targets: [0, 0, 1, 1, 2, 2], lonely: lonely)
        return try NeighbourClassifier(
            index,
            reach: reach,
            weights: .inverseDistance,
            outputs: [output],
            isMultiple: false,
            featureNames: nil
        )
    }

    @Test(arguments: [nil, boxes, balls])
    func `Near rows say more than far ones`(_ tree: NeighbourTree?) throws {
        let model = try classifier(index(tree), .nearest(3))
        let prediction = try model.predict(Self.questions, asking: [.probabilities])
        #expect(prediction.outcome == .classIndices([0, 2, 2]))
        try expectClose(
            #require(prediction.probabilities),
            [
                [0.6666666666666666, 0.3333333333333333, 0], [0, 0.302238917591928, 0.697761082408072],
                [0, 0.30061673122436144, 0.6993832687756386],
            ]
        )
    }

    @Test func `A row of the training decides alone`() throws {
        let probabilities = try classifier(index(), .nearest(3)).predict(
            Self.rows.rows(0..<1),
            asking: [.probabilities]
        )
        .probabilities
        #expect(probabilities?.values == [1, 0, 0])
    }

    @Test(arguments: [nil, boxes, balls])
    func `A radius includes what lies on it`(_ tree: NeighbourTree?) throws {
        let regressor = try NeighbourRegressor(
            index(tree),
            reach: .within(radius: 2),
            weights: .uniform,
            targets: Matrix([[1], [2], [4], [8], [16], [32]]),
            featureNames: nil
        )
        let outcome = try regressor.predict(Matrix([[0, 0], [3, 3], [-9, 9]]), asking: []).outcome
        guard case .values(let values) = outcome else { throw UnexpectedOutcome() }
        #expect(values.values[0] == 7.0 / 3)
        #expect(values.values[1] == 12)
        #expect(values.values[2].isNaN)
    }

    @Test func `Rows without neighbours get their label, or are refused`() throws {
        let far = Matrix([[0, 0], [90, 90]])
        #expect(throws: PredictionError.self) {
            try classifier(index(), .within(radius: 1)).predict(far, asking: [])
        }
        let certain = try classifier(index(), .within(radius: 1), .answered(label: 1, column: 1))
        #expect(try certain.predict(far, asking: [.probabilities]).probabilities?.values == [1, 0, 0, 0, 1, 0])
        let unsure = try classifier(index(), .within(radius: 1), .answered(label: 2, column: nil))
        let prediction = try unsure.predict(far, asking: [.probabilities])
        #expect(prediction.outcome == .classIndices([0, 2]))
        #expect(prediction.probabilities?.values == [1, 0, 0, 0, 0, 0])
    }

    @Test func `Several outputs are answered each`() throws {
        let first = NeighbourOutput(classes: Self.classes, targets: [0, 0, 1, 1, 2, 2], lonely: .refused)
        let second = NeighbourOutput(classes: [.integer(0)], targets: [0, 0, 0, 0, 0, 0], lonely: .refused)
        let model = try NeighbourClassifier(
            index(),
            reach: .nearest(1),
            weights: .uniform,
            outputs: [first, second],
            isMultiple: true,
            featureNames: nil
        )
        guard case .outputs(let outputs) = try model.predict(Self.questions, asking: []).outcome else {
            throw UnexpectedOutcome()
        }
        #expect(outputs.map(\.outcome) == [.classIndices([0, 2, 2]), .classIndices([0, 0, 0])])
    }

    @Test func `Local densities tell outliers`() throws {
        let training = LocalOutlierFactor.Training(
            reaches: [
                3.1622776601683795, 2.23606797749979, 3.1622776601683795, 3.1622776601683795, 4.47213595499958,
                4.123105625617661,
            ],
            densities: [
                0.3504417722308878, 0.31622776600683794, 0.3504417722308878, 0.3504417722308878, 0.2551558656622703,
                0.24588565967095716,
            ]
        )
        let model = try LocalOutlierFactor(
            index(),
            neighbourCount: 3,
            training: training,
            offset: -1.5,
            featureNames: nil
        )
        let prediction = try model.predict(Self.questions, asking: [.scores])
        #expect(prediction.outcome == .classIndices([1, 1, 1]))
        try expectClose(
            #require(prediction.scores),
            [[0.5325436909782434], [0.3876298606029871], [0.3876298606029871]]
        )
    }

    @Test func `The nearest centre wins, and gives probabilities`() throws {
        let model = try NearestCentroid(
            centroids: Matrix([[0.5, 0], [1.5, 1.5], [3, 4.5]]),
            metric: .euclidean,
            discriminant: NearestCentroid.Discriminant(
                priors: [1.0 / 3, 1.0 / 3, 1.0 / 3],
                deviations: [1.5275252316519468, 0.5773502691896257],
                decides: false
            ),
            classes: Self.classes,
            featureNames: nil
        )
        let prediction = try model.predict(Self.questions, asking: [.probabilities, .scores])
        #expect(prediction.outcome == .classIndices([0, 2, 2]))
        try expectClose(
            #require(prediction.probabilities),
            [
                [0.1392625440013407, 0.8607374559986593, 2.1042957081327586e-17],
                [7.979468285655825e-11, 0.27602094449928477, 0.7239790554209204],
                [1.5050778750003466e-20, 7.597532512135436e-08, 0.9999999240246749],
            ]
        )
        #expect(abs(try #require(prediction.scores)[1, 2] + 8.947224577336234) < 1e-12)
    }

    @Test func `Trees that do not hold together are refused`() throws {
        func tree(_ nodes: [NeighbourTree.Node], order: [Int] = [2, 0, 1, 5, 4, 3]) -> NeighbourTree {
            NeighbourTree(
                shape: .boxes,
                nodes: nodes,
                bounds: [Double](repeating: 0, count: 4 * nodes.count),
                order: order
            )
        }
        let (root, left, right) = (Self.nodes[0], Self.nodes[1], Self.nodes[2])
        let overlapping = NeighbourTree.Node(start: 2, end: 6, isLeaf: true, radius: 0)
        let beyond = NeighbourTree.Node(start: 3, end: 7, isLeaf: true, radius: 0)
        for nodes in [
            [], [root], [root, left], [root, left, overlapping], [root, left, beyond], [left, left, right],
        ] {
            #expect(throws: ModelStructureError.self) { try index(tree(nodes)) }
        }
        for order in [[], [0, 1, 2, 3, 4], [0, 0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 6], [0, 1, 2, 3, 4, -1]] {
            #expect(throws: ModelStructureError.self) { try index(tree(Self.nodes, order: order)) }
        }
        #expect(throws: ModelStructureError.self) { try index(Self.boxes, .canberra) }
        #expect(throws: ModelStructureError.self) { try index(Self.balls, .cosine) }
    }

    @Test func `More neighbours than rows are refused`() throws {
        for reach in [NeighbourReach.nearest(7), .nearest(0), .within(radius: .nan), .within(radius: -1)] {
            #expect(throws: ModelStructureError.self) { try classifier(index(), reach) }
        }
    }
}
