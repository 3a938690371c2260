/// Rows of zeros with some ones, while they are being made: sparse, or dense when they are asked for so.
struct OneHotRows {
    private var sparse: SparseMatrix
    private var dense: Matrix?
    private var row = 0

    init(outputCount: Int, rowCount: Int, isSparse: Bool) {
        sparse = SparseMatrix(columnCount: outputCount)
        dense = isSparse ? nil : Matrix(repeating: 0, rowCount: rowCount, columnCount: outputCount)
    }

    /// Puts a one into the row that has not ended.
    ///
    /// - Precondition: `column` is greater than the last one of the row.
    mutating func append(_ column: Int) {
        if dense == nil { sparse.append(1, column: column) } else { dense?[row, column] = 1 }
    }

    mutating func endRow() {
        if dense == nil { sparse.endRow() } else { row += 1 }
    }

    func table() -> FeatureTable { dense.map { FeatureTable($0) } ?? FeatureTable(sparse) }
}
