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

    package static let empty = Matrix(rowCount: 0, columnCount: 0, values: [])

    // MARK: Parts

    /// Some of the rows.
    package func rows(_ range: Range<Int>) -> Matrix {
        if range == 0..<rowCount { return self }
        let part = values[range.lowerBound * columnCount..<range.upperBound * columnCount]
        return Matrix(rowCount: range.count, columnCount: columnCount, values: Array(part))
    }

    /// Some of the columns, in the order given; a column may be given more than once.
    package func columns(_ indices: [Int]) -> Matrix {
        if indices.elementsEqual(0..<columnCount) { return self }
        var part: [Double] = []
        part.reserveCapacity(rowCount * indices.count)
        for row in 0..<rowCount {
            for column in indices { part.append(values[row * columnCount + column]) }
        }
        return Matrix(rowCount: rowCount, columnCount: indices.count, values: part)
    }

    /// Matrices side by side.
    ///
    /// - Precondition: all have the same number of rows, and there is at least one.
    package static func joined(_ parts: [Matrix]) -> Matrix {
        let width = parts.reduce(0) { $0 + $1.columnCount }
        var values: [Double] = []
        values.reserveCapacity(parts[0].rowCount * width)
        for row in 0..<parts[0].rowCount {
            for part in parts { values += part.row(row) }
        }
        return Matrix(rowCount: parts[0].rowCount, columnCount: width, values: values)
    }

    /// Matrices of the same width one below the other; nil unless there are all.
    package static func stacked(_ parts: [Matrix?]) -> Matrix? {
        let matrices = parts.compactMap(\.self)
        guard let first = matrices.first, matrices.count == parts.count else { return nil }
        let rowCount = matrices.reduce(0) { $0 + $1.rowCount }
        var values: [Double] = []
        values.reserveCapacity(rowCount * first.columnCount)
        for matrix in matrices { values += matrix.values }
        return Matrix(rowCount: rowCount, columnCount: first.columnCount, values: values)
    }

    /// The same numbers with rows and columns exchanged.
    package func transposed() -> Matrix {
        var result = Matrix(repeating: 0, rowCount: columnCount, columnCount: rowCount)
        for row in 0..<rowCount {
            for column in 0..<columnCount { result[column, row] = self[row, column] }
        }
        return result
    }

    /// The values of one column; shape `[rowCount]`.
    package func column(_ index: Int) -> [Double] {
        (0..<rowCount).map { values[$0 * columnCount + index] }
    }
}
