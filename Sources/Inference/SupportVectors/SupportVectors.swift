/// The rows that a support vector machine kept of its training, dense or sparse.
package struct SupportVectors: Sendable {
    private enum Storage {
        case dense(KernelVectors)
        case sparse(SparseKernelVectors)
    }

    private let storage: Storage

    /// - Parameter vectors: shape `[count, featureCount]`, finite.
    package init(_ vectors: Matrix, kernel: VectorKernel) throws(ModelStructureError) {
        storage = .dense(try KernelVectors(vectors, kernel: kernel))
    }

    /// - Parameter vectors: shape `[count, featureCount]`, finite.
    package init(_ vectors: SparseMatrix, kernel: VectorKernel) throws(ModelStructureError) {
        storage = .sparse(try SparseKernelVectors(vectors, kernel: kernel))
    }

    var count: Int {
        switch storage {
        case .dense(let vectors): vectors.count
        case .sparse(let vectors): vectors.count
        }
    }

    var featureCount: Int {
        switch storage {
        case .dense(let vectors): vectors.featureCount
        case .sparse(let vectors): vectors.featureCount
        }
    }

    var memoryBytes: Int {
        switch storage {
        case .dense(let vectors): vectors.memoryBytes
        case .sparse(let vectors): vectors.memoryBytes
        }
    }

    var isSparse: Bool { if case .sparse = storage { true } else { false } }

    /// Lends `body` the index of each row and the kernel of it and all vectors, `count` values.
    ///
    /// - Parameter rows: `featureCount` wide, finite.
    /// - Complexity: O(n · count · featureCount), one allocation; of sparse vectors only values that are not zero count.
    func forEachRow(of rows: FeatureTable.Numbers, _ body: (Int, UnsafeBufferPointer<Double>) -> Void) {
        switch (storage, rows) {
        case (.dense(let vectors), .dense(let rows)): Self.forEachRow(of: rows, vectors, body)
        case (.dense(let vectors), .sparse(let rows)): Self.forEachRow(of: rows.dense(), vectors, body)
        case (.sparse(let vectors), .dense(let rows)): Self.forEachRow(of: SparseMatrix(rows), vectors, body)
        case (.sparse(let vectors), .sparse(let rows)): Self.forEachRow(of: rows, vectors, body)
        }
    }

    private static func forEachRow(
        of rows: Matrix,
        _ vectors: KernelVectors,
        _ body: (Int, UnsafeBufferPointer<Double>) -> Void
    ) {
        var values = [Double](repeating: 0, count: vectors.paddedCount)
        values.withUnsafeMutableBufferPointer { values in
            rows.forEachRow { index, row in
                vectors.evaluate(row, into: values)
                body(index, UnsafeBufferPointer(rebasing: values[..<vectors.count]))
            }
        }
    }

    private static func forEachRow(
        of rows: SparseMatrix,
        _ vectors: SparseKernelVectors,
        _ body: (Int, UnsafeBufferPointer<Double>) -> Void
    ) {
        var values = [Double](repeating: 0, count: vectors.count)
        values.withUnsafeMutableBufferPointer { values in
            for row in 0..<rows.rowCount {
                vectors.evaluate(row, of: rows, into: values)
                body(row, UnsafeBufferPointer(values))
            }
        }
    }
}

extension Matrix {
    /// Lends each row with its index.
    func forEachRow(_ body: (Int, UnsafeBufferPointer<Double>) -> Void) {
        values.withUnsafeBufferPointer { values in
            for row in 0..<rowCount {
                let range = row * columnCount..<(row + 1) * columnCount
                body(row, UnsafeBufferPointer(rebasing: values[range]))
            }
        }
    }
}

extension SparseMatrix {
    /// The answers to all rows, made dense a few at a time.
    func predictDensely(
        _ body: (Matrix) throws(PredictionError) -> Prediction
    ) throws(PredictionError) -> Prediction {
        try RowBlocks(rowCount: rowCount, width: columnCount).predict { range throws(PredictionError) in
            try body(rows(range).dense())
        }
    }
}
