import Inference
import Testing

/// Expected numbers are those of scikit-learn 1.9.1 for the same parameters.
struct DiscriminantTests {
    private let rows = Matrix([[1, 2], [-0.5, 0.25]])

    private func quadratic(variances: [Double] = [1, 0.25], rotation: Matrix? = nil) throws -> QuadraticDiscriminant {
        try QuadraticDiscriminant(
            [
                QuadraticDiscriminant.Parameters(
                    mean: [0, 1],
                    rotation: Matrix([[0.6, -0.8], [0.8, 0.6]]),
                    variances: [2, 0.5],
                    prior: 0.4
                ),
                QuadraticDiscriminant.Parameters(
                    mean: [2, -1],
                    rotation: rotation ?? Matrix([[1, 0], [0, 1]]),
                    variances: variances,
                    prior: 0.6
                ),
            ],
            classes: [.integer(0), .integer(1)],
            featureNames: nil
        )
    }

    @Test func `Quadratic borders`() throws {
        let prediction = try quadratic().predict(rows, asking: [.probabilities, .scores])
        #expect(prediction.outcome == .classIndices([0, 0]))
        expectClose(
            try #require(prediction.probabilities),
            [[0.9999999529185972, 4.708140282321925e-08], [0.9929411392244307, 0.0070588607755693545]]
        )
        expectClose(try #require(prediction.scores), [[-16.871387711331895], [-4.94638771133189]])
    }

    @Test func `Distributions that do not hold together are refused`() {
        #expect(throws: ModelStructureError.self) { try quadratic(variances: [1, 0]) }
        #expect(throws: ModelStructureError.self) { try quadratic(variances: [1]) }
        #expect(throws: ModelStructureError.self) { try quadratic(rotation: Matrix([[1, 0]])) }
        #expect(throws: ModelStructureError.self) {
            try QuadraticDiscriminant([], classes: [.integer(0), .integer(1)], featureNames: nil)
        }
    }

    @Test func `Features are projected from their means`() throws {
        let directions = Matrix([[1, 0, 2], [0, 1, 1]])
        var table = FeatureTable(Matrix([[3, 5]]))
        try CentredProjection(means: [1, 2], directions: directions).transform(&table)
        #expect(try table.matrix() == Matrix([[2, 3, 7]]))
        table = FeatureTable(Matrix([[3, 5]]))
        try CentredProjection(means: nil, directions: directions).transform(&table)
        #expect(try table.matrix() == Matrix([[3, 5, 11]]))
        table = FeatureTable(Matrix([[3, 5]]))
        try CentredProjection(means: [1, 2], scales: [2, 3], directions: directions).transform(&table)
        #expect(try table.matrix() == Matrix([[1, 1, 3]]))
        #expect(throws: ModelStructureError.self) { try CentredProjection(means: [1], directions: directions) }
    }

    @Test func `An ellipse around what is usual`() throws {
        let model = try EllipticEnvelope(
            centre: [0.5, -1],
            precision: Matrix([[2, 0.3], [0.3, 1.5]]),
            offset: -9,
            featureNames: nil
        )
        let prediction = try model.predict(Matrix([[1, 2], [-0.5, 0.25], [4, 4]]), asking: .scores)
        #expect(prediction.outcome == .classIndices([0, 1, 0]))
        expectClose(try #require(prediction.scores), [[-5.900000000000002], [5.40625], [-63.500000000000014]])
    }
}
