/// Rows of which most values are zero: compressed sparse rows.
///
/// - Source: the layout of `scipy.sparse.csr_matrix`.
package struct SparseMatrix: Sendable, Equatable {
    package let columnCount: Int
    /// Where each row begins in ``columns`` and ``values``, and the end of the last; shape `[rowCount + 1]`.
    package private(set) var rowStarts: [Int]
    /// The column of each value; ascending within a row, none twice.
    package private(set) var columns: [Int32]
    package private(set) var values: [Double]

    package var rowCount: Int { rowStarts.count - 1 }

    /// No rows yet.
    ///
    /// - Precondition: `columnCount` is one of ``ModelSignature/featureCounts``, or 0.
    package init(columnCount: Int) {
        precondition(columnCount == 0 || ModelSignature.featureCounts.contains(columnCount))
        self.columnCount = columnCount
        rowStarts = [0]
        columns = []
        values = []
    }

    /// The values of a dense matrix that are not zero.
    package init(_ rows: Matrix) {
        self.init(columnCount: rows.columnCount)
        for row in 0..<rows.rowCount {
            for column in 0..<rows.columnCount where rows[row, column] != 0 {
                append(rows[row, column], column: column)
            }
            endRow()
        }
    }

    // MARK: Making one, row after row

    /// Adds a value to the row that has not ended.
    ///
    /// - Precondition: `column` exists and is greater than the last one of the row.
    package mutating func append(_ value: Double, column: Int) {
        precondition((0..<columnCount).contains(column))
        columns.append(Int32(truncatingIfNeeded: column))
        values.append(value)
    }

    package mutating func endRow() { rowStarts.append(values.count) }

    // MARK: Using one

    /// Where the values of a row stand.
    package func range(ofRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

    /// - Complexity: O(log values of the row).
    package subscript(row: Int, column: Int) -> Double {
        var range = range(ofRow: row)
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if columns[middle] == column { return values[middle] }
            range = columns[middle] < column ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return 0
    }

    package func dense() -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rowCount, columnCount: columnCount)
        for row in 0..<rowCount {
            for index in range(ofRow: row) { result[row, Int(columns[index])] = values[index] }
        }
        return result
    }

    package func rows(_ range: Range<Int>) -> SparseMatrix {
        var part = SparseMatrix(columnCount: columnCount)
        let (start, end) = (rowStarts[range.lowerBound], rowStarts[range.upperBound])
        part.columns = Array(columns[start..<end])
        part.values = Array(values[start..<end])
        part.rowStarts = rowStarts[range.lowerBound...range.upperBound].map { $0 - start }
        return part
    }

    /// Some of the columns, in the order given.
    package func columns(_ indices: [Int]) -> SparseMatrix {
        var targets: [Int32: [Int]] = [:]
        for (position, column) in indices.enumerated() {
            targets[Int32(truncatingIfNeeded: column), default: []].append(position)
        }
        var part = SparseMatrix(columnCount: indices.count)
        for row in 0..<rowCount {
            var entries: [(column: Int, value: Double)] = []
            for index in range(ofRow: row) {
                for target in targets[columns[index]] ?? [] { entries.append((target, values[index])) }
            }
            for entry in entries.sorted(by: { $0.column < $1.column }) {
                part.append(entry.value, column: entry.column)
            }
            part.endRow()
        }
        return part
    }

    /// Changes every value that is not zero; `body` gets the value and its column.
    package mutating func updateValues(_ body: (inout Double, Int) -> Void) {
        for index in values.indices { body(&values[index], Int(columns[index])) }
    }

    /// Lends the values of each row for change.
    package mutating func updateRows(_ body: (UnsafeMutableBufferPointer<Double>) -> Void) {
        let starts = rowStarts
        values.withUnsafeMutableBufferPointer { values in
            for row in 0..<starts.count - 1 {
                body(UnsafeMutableBufferPointer(rebasing: values[starts[row]..<starts[row + 1]]))
            }
        }
    }

    /// Matrices side by side.
    ///
    /// - Precondition: all have the same number of rows, and there is at least one.
    package static func joined(_ parts: [SparseMatrix]) -> SparseMatrix {
        var result = SparseMatrix(columnCount: parts.reduce(0) { $0 + $1.columnCount })
        for row in 0..<parts[0].rowCount {
            var width = 0
            for part in parts {
                for index in part.range(ofRow: row) {
                    result.append(part.values[index], column: width + Int(part.columns[index]))
                }
                width += part.columnCount
            }
            result.endRow()
        }
        return result
    }
}
