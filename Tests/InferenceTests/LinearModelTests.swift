import Inference
import Testing

struct LinearModelTests {
    private func model(
        _ coefficients: [[Double]],
        _ intercepts: [Double],
        classes: [ClassLabel],
        link: LinearClassifier.Link?
    ) throws -> LinearClassifier {
        try LinearClassifier(
            coefficients: Matrix(coefficients),
            intercepts: intercepts,
            classes: classes,
            link: link,
            featureNames: nil
        )
    }

    @Test func `Two classes take the logistic function of one sum`() throws {
        let model = try model([[2, -1]], [0.5], classes: [.string("no"), .string("yes")], link: .oneAgainstRest)
        let prediction = try model.predict(Matrix([[1, 1], [0, 2], [0, 0.5]]), asking: .probabilities)
        // 1 / (1 + e⁻¹·⁵) and so on; a sum of exactly 0 is the first class.
        #expect(prediction.outcome == .classIndices([1, 0, 0]))
        let probabilities = try #require(prediction.probabilities)
        #expect(abs(probabilities[0, 1] - 0.8175744761936437) < 1e-15)
        #expect(abs(probabilities[1, 0] - 0.8175744761936437) < 1e-15)
        #expect(probabilities[2, 0] == 0.5)
    }

    @Test func `Softmax over two classes is the logistic function of twice the sum`() throws {
        let model = try model([[1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        let probabilities = try #require(try model.predict(Matrix([[0.75]]), asking: .probabilities).probabilities)
        #expect(abs(probabilities[0, 1] - 0.8175744761936437) < 1e-15)
    }

    @Test(arguments: [LinearClassifier.Link.softmax, .oneAgainstRest])
    func `Probabilities of many classes sum to one, and the largest sum wins`(_ link: LinearClassifier.Link) throws {
        let classes: [ClassLabel] = [.integer(3), .integer(5), .integer(7)]
        let model = try model([[1, 0], [0, 1], [-1, -1]], [0, 0.1, 0.2], classes: classes, link: link)
        let prediction = try model.predict(
            Matrix([[2, 1], [1, 2], [-3, -3], [800, -800]]),
            asking: .probabilities
        )
        #expect(prediction.outcome == .classIndices([0, 1, 2, 0]))
        let probabilities = try #require(prediction.probabilities)
        for row in 0..<4 { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-12) }
    }

    @Test func `Probabilities are there when they were asked for`() throws {
        let model = try model([[1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        #expect(try model.predict(Matrix([[1]]), asking: []).probabilities == nil)
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
            try model.predict(Matrix([[1, 1], [1, value]]), asking: [])
        }
        #expect(error?.message.contains("Row 1, feature 1") == true)
    }

    @Test func `Rows of another width are refused`() throws {
        let model = try model([[1, 1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        #expect(throws: PredictionError(.featureCount, "")) {
            try model.predict(Matrix([[1, 1, 1]]), asking: [])
        }
        #expect(
            try model.predict(Matrix(rowCount: 0, columnCount: 2, values: []), asking: .probabilities).outcome
                == .classIndices([])
        )
    }

    // Expected numbers below are those of scikit-learn 1.9.1 for the same parameters.

    @Test func `Cut sums become probabilities, equal ones where no class has any`() throws {
        let rows = Matrix([[0.5, 0.25], [-9, -9], [0, -40]])
        let classes: [ClassLabel] = [.integer(0), .integer(1), .integer(2)]
        let model = try model([[1, -0.5], [0.25, 0.5], [-1, -1]], [0, 0.1, -3], classes: classes, link: .clipped)
        let probabilities = try #require(try model.predict(rows, asking: .probabilities).probabilities)
        expectClose(probabilities, [[0.5045871559633027, 0.4954128440366973, 0], [0, 0, 1], [0.5, 0, 0.5]])
        let none = try self.model([[0], [0], [0]], [-2, -2, -2], classes: classes, link: .clipped)
        let equal = try #require(try none.predict(Matrix([[1]]), asking: .probabilities).probabilities)
        expectClose(equal, [[1.0 / 3, 1.0 / 3, 1.0 / 3]])
    }

    @Test func `Two classes share what a cut sum leaves`() throws {
        let model = try model([[1, -0.5]], [0.1], classes: [.boolean(false), .boolean(true)], link: .clipped)
        let rows = Matrix([[0.5, 0.25], [-9, -9]])
        let probabilities = try #require(try model.predict(rows, asking: .probabilities).probabilities)
        expectClose(probabilities, [[0.26249999999999996, 0.7375], [1, 0]])
    }

    @Test func `A model without a link has scores and no probabilities`() throws {
        let model = try model([[2, 1]], [-1], classes: [.integer(-1), .integer(1)], link: nil)
        #expect(!model.signature.givesProbabilities && model.signature.givesScores)
        let prediction = try model.predict(Matrix([[1, 1], [0, 1]]), asking: .scores)
        #expect(prediction.scores?.values == [2, 0])
        #expect(prediction.outcome == .classIndices([1, 0]))
        #expect(throws: PredictionError(.noProbabilities, "")) {
            try model.predict(Matrix([[1, 1]]), asking: .probabilities)
        }
    }

    @Test func `Labels are answered each on its own`() throws {
        let model = try LinearLabeller(
            coefficients: Matrix([[1, 0], [0, -1]]),
            intercepts: [0, 1],
            featureNames: nil
        )
        guard case .outputs(let outputs) = try model.predict(Matrix([[1, 2], [-1, 0]]), asking: .scores).outcome else {
            Issue.record("There are no outputs")
            return
        }
        #expect(outputs.map(\.outcome) == [.classIndices([1, 0]), .classIndices([0, 1])])
        #expect(outputs.map(\.scores?.values) == [[1, -1], [-1, 1]])
    }

    @Test func `A row on the border is no outlier`() throws {
        let model = try LinearOutlierDetector(coefficients: Matrix([[1, 1]]), offset: 2, featureNames: nil)
        let prediction = try model.predict(Matrix([[1, 1], [1, 0.5]]), asking: .scores)
        #expect(prediction.outcome == .classIndices([1, 0]))
        #expect(prediction.scores?.values == [0, -0.5])
    }

    @Test func `A logarithmic link gives what the sum is the logarithm of`() throws {
        let model = try LinearRegressor(
            coefficients: Matrix([[0.5]]),
            intercepts: [1],
            link: .logarithm,
            featureNames: nil
        )
        guard case .values(let values) = try model.predict(Matrix([[0], [-4]]), asking: []).outcome else { return }
        expectClose(values, [[2.718281828459045], [0.36787944117144233]])
    }

    @Test func `Means are taken off before the sum and scales divided by`() throws {
        let model = try CentredRegressor(
            means: [1, 2],
            scales: [2, 0.5],
            coefficients: Matrix([[1, 1], [0, 2]]),
            intercepts: [10, 20],
            featureNames: nil
        )
        let answer = try model.predict(Matrix([[3, 1]]), asking: [])
        #expect(answer.outcome == .values(Matrix([[9, 16]])))
    }

    /// Widths around those of tiles and of blocks of rows.
    @Test(arguments: [1, 2, 3, 4, 5, 9], [1, 3, 8, 21])
    func `Sums are those of the definition, for dense and sparse rows`(outputs: Int, features: Int) throws {
        let weights = Self.numbers(outputs, features, seed: 3)
        let intercepts = (0..<outputs).map(Double.init)
        let model = try LinearRegressor(coefficients: weights, intercepts: intercepts, featureNames: nil)
        for rowCount in [0, 1, 3, 4, 15, 16, 67, 130] {
            var rows = Self.numbers(rowCount, features, seed: 5)
            for index in rows.values.indices where index % 3 == 0 { rows.values[index] = 0 }
            let expected = (0..<rowCount).map { row in
                (0..<outputs).map { output in
                    zip(rows.row(row), weights.row(output)).reduce(intercepts[output]) { $0 + $1.0 * $1.1 }
                }
            }
            let answers = try [
                model.predict(rows, asking: []), model.predict(SparseMatrix(rows), asking: []),
            ]
            for answer in answers {
                guard case .values(let sums) = answer.outcome else { return }
                #expect(sums.rowCount == rowCount && sums.columnCount == outputs)
                expectClose(sums, expected)
            }
        }
    }

    @Test func `A sparse value that is not finite is refused with its place`() throws {
        let model = try model([[1, 1]], [0], classes: [.integer(0), .integer(1)], link: .softmax)
        var rows = SparseMatrix(columnCount: 2)
        rows.endRow()
        rows.append(.infinity, column: 1)
        rows.endRow()
        let error = #expect(throws: PredictionError(.notFinite, "")) { try model.predict(rows, asking: []) }
        #expect(error?.place == PredictionError.Place(row: 1, column: 1))
    }

    @Test(arguments: [1, 3, 5])
    func `A weight of zero hides no value that is not finite`(outputs: Int) throws {
        let model = try LinearRegressor(
            coefficients: Matrix(repeating: 0, rowCount: outputs, columnCount: 9),
            intercepts: [Double](repeating: 0, count: outputs),
            featureNames: nil
        )
        for value in [Double.nan, .infinity, -.infinity] {
            var rows = Matrix(repeating: 1, rowCount: 18, columnCount: 9)
            rows[17, 8] = value
            let error = #expect(throws: PredictionError(.notFinite, "")) { try model.predict(rows, asking: []) }
            #expect(error?.place == PredictionError.Place(row: 17, column: 8))
            #expect(throws: PredictionError(.notFinite, "")) { try model.predict(SparseMatrix(rows), asking: []) }
        }
    }

    @Test func `Sums that are too large are answered`() throws {
        let model = try model([[1e308, 1e308]], [0], classes: [.integer(0), .integer(1)], link: .oneAgainstRest)
        let prediction = try model.predict(Matrix([[1, 1], [-1, -1]]), asking: .probabilities)
        #expect(prediction.outcome == .classIndices([1, 0]))
        #expect(prediction.probabilities == Matrix([[0, 1], [1, 0]]))
    }

    @Test func `Rows of a million words stay sparse`() throws {
        let width = 1 << 20
        let model = try LinearRegressor(
            coefficients: Matrix(repeating: 0.5, rowCount: 1, columnCount: width),
            intercepts: [0],
            featureNames: nil
        )
        var rows = SparseMatrix(columnCount: width)
        for row in 0..<5000 {
            rows.append(2, column: row)
            rows.append(4, column: width - 1)
            rows.endRow()
        }
        #expect(
            try model.predict(rows, asking: []).outcome == .values(Matrix(repeating: 3, rowCount: 5000, columnCount: 1))
        )
    }

    private static func numbers(_ rowCount: Int, _ columnCount: Int, seed: UInt64) -> Matrix {
        var state = seed &* 0x9e37_79b9_7f4a_7c15
        let values = (0..<rowCount * columnCount).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Double(state % 4001) / 1000 - 2
        }
        return Matrix(rowCount: rowCount, columnCount: columnCount, values: values)
    }
}
