import Inference

extension FeatureTransformer {
    /// What the step makes of some rows, row by row.
    func rows(_ rows: [[Double]]) throws -> [[Double]] {
        var table = FeatureTable(Matrix(rows))
        try transform(&table)
        return try table.matrix().rowValues
    }

    /// The same of sparse rows, with whether they stayed sparse.
    func sparseRows(_ rows: [[Double]]) throws -> (values: [[Double]], areSparse: Bool) {
        var table = FeatureTable(SparseMatrix(Matrix(rows)))
        try transform(&table)
        return (try table.matrix().rowValues, table.isSparse)
    }

    /// The code of the error that a row raises; nil when it raises none.
    func refusal(_ row: [Double]) -> PredictionError? {
        do {
            _ = try rows([row])
            return nil
        } catch {
            return error as? PredictionError
        }
    }
}

extension Matrix {
    var rowValues: [[Double]] { (0..<rowCount).map { Array(row($0)) } }
}

/// Whether numbers agree within 1e-14 of their size, the last digits of a division or a power; NaN agrees with NaN.
func agree(_ rows: [[Double]], _ expected: [[Double]]) -> Bool {
    guard rows.map(\.count) == expected.map(\.count) else { return false }
    return zip(rows.joined(), expected.joined()).allSatisfy { agree($0, $1) }
}

private func agree(_ number: Double, _ expected: Double) -> Bool {
    if number.isNaN || expected.isNaN { return number.isNaN && expected.isNaN }
    return abs(number - expected) <= 1e-14 * max(1, abs(expected))
}
