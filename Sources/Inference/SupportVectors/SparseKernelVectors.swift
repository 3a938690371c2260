/// Training rows of which most values are zero, as a machine that was fitted on texts has them.
struct SparseKernelVectors: Sendable {
    let kernel: VectorKernel
    private let vectors: SparseMatrix

    var count: Int { vectors.rowCount }
    var featureCount: Int { vectors.columnCount }
    var memoryBytes: Int { 12 * vectors.values.count + 8 * vectors.rowStarts.count }

    init(_ vectors: SparseMatrix, kernel: VectorKernel) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(vectors.columnCount) else {
            throw ModelStructureError("There are vectors of \(vectors.columnCount) features")
        }
        guard vectors.values.allSatisfy(\.isFinite), kernel.isFinite else {
            throw ModelStructureError("A vector or a setting of the kernel is not finite")
        }
        guard kernel != .cosine, kernel.sum != .absoluteDifferences else {
            throw ModelStructureError("A kernel that support vectors do not have")
        }
        self.vectors = vectors
        self.kernel = kernel
    }

    /// The kernel of one row and each of the vectors.
    ///
    /// - Parameters:
    ///   - row: a row of `rows`, which are `featureCount` wide.
    ///   - values: at least `count` places.
    /// - Complexity: O(count · values of the row and of a vector), no allocation.
    func evaluate(_ row: Int, of rows: SparseMatrix, into values: UnsafeMutableBufferPointer<Double>) {
        let range = rows.range(ofRow: row)
        rows.values.withUnsafeBufferPointer { rowValues in
            rows.columns.withUnsafeBufferPointer { rowColumns in
                let entries = Entries(
                    columns: UnsafeBufferPointer(rebasing: rowColumns[range]),
                    values: UnsafeBufferPointer(rebasing: rowValues[range])
                )
                evaluate(entries, into: values)
            }
        }
        kernel.finish(UnsafeMutableBufferPointer(rebasing: values[..<count]))
    }

    private func evaluate(_ row: Entries, into sums: UnsafeMutableBufferPointer<Double>) {
        let sum = kernel.sum
        vectors.values.withUnsafeBufferPointer { values in
            vectors.columns.withUnsafeBufferPointer { columns in
                for index in 0..<count {
                    let range = vectors.range(ofRow: index)
                    let vector = Entries(
                        columns: UnsafeBufferPointer(rebasing: columns[range]),
                        values: UnsafeBufferPointer(rebasing: values[range])
                    )
                    sums[index] = sum == .products ? row.product(vector) : row.squaredDistance(vector)
                }
            }
        }
    }

    /// The values of one row that are not zero, in the order of their columns.
    private struct Entries {
        let columns: UnsafeBufferPointer<Int32>
        let values: UnsafeBufferPointer<Double>

        func product(_ other: Entries) -> Double {
            var (sum, index, otherIndex) = (0.0, 0, 0)
            while index < columns.count, otherIndex < other.columns.count {
                let (column, otherColumn) = (columns[index], other.columns[otherIndex])
                if column == otherColumn { sum += values[index] * other.values[otherIndex] }
                if column <= otherColumn { index &+= 1 }
                if otherColumn <= column { otherIndex &+= 1 }
            }
            return sum
        }

        func squaredDistance(_ other: Entries) -> Double {
            var (sum, index, otherIndex) = (0.0, 0, 0)
            while index < columns.count || otherIndex < other.columns.count {
                let column = index < columns.count ? columns[index] : .max
                let otherColumn = otherIndex < other.columns.count ? other.columns[otherIndex] : .max
                var difference = 0.0
                if column <= otherColumn {
                    difference += values[index]
                    index &+= 1
                }
                if otherColumn <= column {
                    difference -= other.values[otherIndex]
                    otherIndex &+= 1
                }
                sum += difference * difference
            }
            return sum
        }
    }
}
