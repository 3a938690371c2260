import Testing

@testable import Inference

struct InputCheckTests {
    @Test(arguments: [1, 7, 8, 9, 16, 23])
    func `The first value that is not finite is found wherever it stands`(count: Int) {
        for value in [Double.nan, .infinity, -.infinity] {
            for place in 0..<count {
                var values = [Double](repeating: .greatestFiniteMagnitude, count: count)
                #expect(values.firstNotFinite() == nil)
                values[place] = value
                #expect(values.firstNotFinite() == place && !values.areFinite)
                #expect(values.firstNotFinite(acceptsMissing: true) == (value.isNaN ? nil : place))
            }
        }
    }

    @Test func `Nothing is finite`() { #expect([Double]().firstNotFinite() == nil) }

    @Test func `A sparse row names the feature, also after empty rows`() throws {
        let rows = SparseMatrix(Matrix(rowCount: 3, columnCount: 2, values: [0, 0, 1, 0, 0, .infinity]))
        let error = #expect(throws: PredictionError(.notFinite, "")) { try rows.requireFinite() }
        #expect(error?.place == PredictionError.Place(row: 2, column: 1))
    }
}
