/// Replaces features by the distances to centres.
///
/// - Source: `transform` of `sklearn.cluster.KMeans`, `MiniBatchKMeans`, `BisectingKMeans` and `Birch`.
package struct CentreDistances: MatrixTransformer {
    private let centres: KernelVectors

    /// - Parameter centres: shape `[outputCount, inputCount]`.
    package init(centres: Matrix) throws(ModelStructureError) {
        self.centres = try KernelVectors(centres, kernel: .squaredDistance)
        guard ModelSignature.featureCounts.contains(centres.rowCount) else {
            throw ModelStructureError("There are \(centres.rowCount) centres")
        }
    }

    package var inputCount: Int { centres.featureCount }
    package var outputCount: Int { centres.count }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { centres.memoryBytes }
    package var workingWidth: Int { max(inputCount, outputCount) }

    /// - Complexity: O(n · outputCount · inputCount), two allocations.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        rows = centres.values(of: rows)
        for index in rows.values.indices { rows.values[index] = rows.values[index].squareRoot() }
    }
}

extension KernelVectors {
    /// The kernel of each row and each of the vectors, shape `[n, count]`.
    func values(of rows: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: count)
        var values = [Double](repeating: 0, count: paddedCount)
        values.withUnsafeMutableBufferPointer { values in
            result.values.withUnsafeMutableBufferPointer { result in
                rows.forEachRow { row, features in
                    evaluate(features, into: values)
                    for index in 0..<count { result[row * count + index] = values[index] }
                }
            }
        }
        return result
    }
}
