/// Rows as the 32-bit floats that trees compare.
///
/// - Source: the `DTYPE` of `sklearn.tree`, to which its estimators cast what they get.
struct TreeInput {
    let rowCount: Int
    /// Shape `[rowCount, featureCount]`.
    let values: [Float]
    let hasMissing: Bool

    /// - Throws: ``PredictionError`` with code `featureCount` or `notFinite`; a value that a 32-bit float cannot hold
    ///   is not finite.
    init(_ rows: Matrix, _ signature: ModelSignature) throws(PredictionError) {
        try rows.requireWidth(signature.featureCount)
        rowCount = rows.rowCount
        values = rows.values.map { Float($0) }
        if values.allSatisfy(\.isFinite) {
            hasMissing = false
            return
        }
        hasMissing = true
        for (index, value) in values.enumerated() where !(value.isFinite || signature.acceptsMissing && value.isNaN) {
            throw .notFinite(rows.values[index], row: index / rows.columnCount, column: index % rows.columnCount)
        }
    }

    /// The same rows as doubles again: what an estimator gets that stands behind the cast.
    func matrix(columnCount: Int) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount, values: values.map { Double($0) })
    }
}
