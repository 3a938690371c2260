/// Rows of features, or of probabilities: doubles in row-major order.
///
/// A missing value is NaN; whether a model takes one is said by ``ModelSignature/acceptsMissing``.
package struct Matrix: Sendable, Equatable {
    package let rowCount: Int
    package let columnCount: Int
    /// Shape `[rowCount * columnCount]`, row after row.
    package var values: [Double]

    /// - Precondition: `values.count == rowCount * columnCount`, both counts at least zero.
    package init(rowCount: Int, columnCount: Int, values: [Double]) {
        precondition(rowCount >= 0 && columnCount >= 0 && values.count == rowCount * columnCount)
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.values = values
    }

    /// A matrix of `value` in every place.
    package init(repeating value: Double, rowCount: Int, columnCount: Int) {
        self.init(
            rowCount: rowCount,
            columnCount: columnCount,
            values: [Double](repeating: value, count: rowCount * columnCount)
        )
    }

    package subscript(row: Int, column: Int) -> Double {
        get { values[row * columnCount + column] }
        set { values[row * columnCount + column] = newValue }
    }

    /// The values of one row.
    package func row(_ index: Int) -> ArraySlice<Double> {
        values[index * columnCount..<(index + 1) * columnCount]
    }
}
