import Inference
import PickleReader

extension EstimatorObject {
    /// Whether an attribute is a sparse matrix of any kind, one that cannot be read among them.
    func isSparse(_ key: String) -> Bool { value[key]?.className?.module.hasPrefix("scipy.sparse") == true }

    /// A sparse matrix, row after row.
    func sparseRows(_ key: String) throws(ModelFileError) -> SparseRows {
        try SparseRows(require(key, "a sparse matrix") { $0 }, "\(key) of the \(name)", context: context)
    }

    /// A sparse matrix whose columns are features.
    func sparseMatrix(_ key: String) throws(ModelFileError) -> SparseMatrix {
        let rows = try sparseRows(key)
        guard ModelSignature.featureCounts.contains(rows.columnCount) else {
            throw ModelFileError(
                .malformed,
                "The \(key) of the \(name) is \(rows.columnCount) wide; expected 1 to "
                    + "\(ModelSignature.featureCounts.upperBound)"
            )
        }
        return rows.matrix()
    }

    /// A sparse matrix whose zeros are written out.
    ///
    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` when they are beyond the budget.
    func denseMatrix(ofSparse key: String) throws(ModelFileError) -> Matrix {
        let rows = try sparseMatrix(key)
        do {
            let (count, overflow) = rows.rowCount.multipliedReportingOverflow(by: rows.columnCount)
            try context.spend(overflow ? .max : count)
        } catch {
            throw unsupported(
                "its \(key) is sparse and would be many times the size of the file",
                instead: "call its densify() before saving it"
            )
        }
        return rows.dense()
    }
}

extension SparseRows {
    /// The same with the columns of each row in ascending order; what stands twice is added, as scipy does.
    ///
    /// - Precondition: `columnCount` is one of ``ModelSignature/featureCounts``.
    fileprivate func matrix() -> SparseMatrix {
        var matrix = SparseMatrix(columnCount: columnCount)
        for row in 0..<rowCount {
            var last: (column: Int, value: Double)?
            for index in (starts[row]..<starts[row + 1]).sorted(by: { (columns[$0], $0) < (columns[$1], $1) }) {
                if let entry = last, entry.column == columns[index] {
                    last = (entry.column, entry.value + values[index])
                } else {
                    if let last { matrix.append(last.value, column: last.column) }
                    last = (columns[index], values[index])
                }
            }
            if let last { matrix.append(last.value, column: last.column) }
            matrix.endRow()
        }
        return matrix
    }
}
