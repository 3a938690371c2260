import Inference
import Testing

struct LinearModelTests {
    private func model(
        _ coefficients: [[Double]],
        _ intercepts: [Double],
        classes: [ClassLabel],
        link: LogisticRegression.Link
    ) throws -> LogisticRegression {
        try LogisticRegression(
            coefficients: Matrix(coefficients),
            intercepts: intercepts,
            classes: classes,
            link: link,
            featureNames: nil
        )
    }

    @Test func `Two classes take the logistic function of one sum`() throws {
        let model = try model([[2, -1]], [0.5], classes: [.string("no"), .string("yes")], link: .oneAgainstRest)
        let prediction = try model.predict(Matrix([[1, 1], [0, 2], [0, 0.5]]), wantsProbabilities: true)
        // 1 / (1 + e⁻¹·⁵) and so on; a sum of exactly 0 is the first class.
        #expect(prediction.outcome == .classIndices([1, 0, 0]))
        let probabilities = try #require(prediction.probabilities)
        #expect(abs(probabilities[0, 1] - 0.8175744761936437) < 1e-15)
        #expect(abs(probabilities[1, 0] - 0.8175744761936437) < 1e-15)
        #expect(probabilities[2, 0] == 0.5)
    }

    @Test func `Softmax over two classes is the logistic function of twice the sum`() throws {
        let model = try model([[1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        let probabilities = try #require(try model.predict(Matrix([[0.75]]), wantsProbabilities: true).probabilities)
        #expect(abs(probabilities[0, 1] - 0.8175744761936437) < 1e-15)
    }

    @Test(arguments: [LogisticRegression.Link.softmax, .oneAgainstRest])
    func `Probabilities of many classes sum to one, and the largest sum wins`(_ link: LogisticRegression.Link) throws {
        let classes: [ClassLabel] = [.integer(3), .integer(5), .integer(7)]
        let model = try model([[1, 0], [0, 1], [-1, -1]], [0, 0.1, 0.2], classes: classes, link: link)
        let prediction = try model.predict(
            Matrix([[2, 1], [1, 2], [-3, -3], [800, -800]]),
            wantsProbabilities: true
        )
        #expect(prediction.outcome == .classIndices([0, 1, 2, 0]))
        let probabilities = try #require(prediction.probabilities)
        for row in 0..<4 { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-12) }
    }

    @Test func `Probabilities are there when they were asked for`() throws {
        let model = try model([[1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        #expect(try model.predict(Matrix([[1]]), wantsProbabilities: false).probabilities == nil)
    }

    @Test func `Shapes that disagree make no model`() {
        let two: [ClassLabel] = [.integer(0), .integer(1)]
        #expect(throws: ModelStructureError.self) { try model([[1], [2]], [0, 0], classes: two, link: .softmax) }
        #expect(throws: ModelStructureError.self) { try model([[1]], [0, 0], classes: two, link: .softmax) }
        #expect(throws: ModelStructureError.self) { try model([[.nan]], [0], classes: two, link: .softmax) }
        #expect(throws: ModelStructureError.self) { try model([[1]], [.infinity], classes: two, link: .softmax) }
        #expect(throws: ModelStructureError.self) { try model([[1]], [0], classes: [.integer(0)], link: .softmax) }
        #expect(throws: ModelStructureError.self) { try model([[]], [0], classes: two, link: .softmax) }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `A value that is no number is refused with its place`(_ value: Double) throws {
        let model = try model([[1, 1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        let error = #expect(throws: PredictionError(.notFinite, "")) {
            try model.predict(Matrix([[1, 1], [1, value]]), wantsProbabilities: false)
        }
        #expect(error?.message.contains("Row 1, feature 1") == true)
    }

    @Test func `Rows of another width are refused`() throws {
        let model = try model([[1, 1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        #expect(throws: PredictionError(.featureCount, "")) {
            try model.predict(Matrix([[1, 1, 1]]), wantsProbabilities: false)
        }
        #expect(
            try model.predict(Matrix(rowCount: 0, columnCount: 2, values: []), wantsProbabilities: true).outcome
                == .classIndices([])
        )
    }
}
