/// Weighted sums of kernels of all training rows.
///
/// - Source: `sklearn.kernel_ridge.KernelRidge`.
package struct KernelRidge: MatrixModel {
    private let vectors: KernelVectors
    /// Shape `[rowCount, outputCount]`.
    private let coefficients: Matrix
    package let signature: ModelSignature

    /// - Parameters:
    ///   - rows: the training rows.
    ///   - coefficients: what each adds to each output.
    package init(
        rows: Matrix,
        kernel: VectorKernel,
        coefficients: Matrix,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        vectors = try KernelVectors(rows, kernel: kernel)
        guard coefficients.rowCount == rows.rowCount, coefficients.columnCount > 0,
            coefficients.values.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "\(rows.rowCount) rows have coefficients of shape [\(coefficients.rowCount), "
                    + "\(coefficients.columnCount)], or one is none"
            )
        }
        self.coefficients = coefficients
        signature = ModelSignature(
            featureCount: rows.columnCount,
            featureNames: featureNames,
            task: .regression(outputCount: coefficients.columnCount)
        )
    }

    package var memoryBytes: Int { vectors.memoryBytes + 8 * coefficients.values.count }

    /// - Complexity: O(n · rowCount · (featureCount + outputCount)).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(vectors.featureCount)
        try rows.requireFinite()
        return Prediction(outcome: .values(vectors.products(of: rows, coefficients)))
    }
}

extension KernelVectors {
    /// The kernels of each row, multiplied by a matrix of shape `[count, outputCount]`; shape `[n, outputCount]`.
    func products(of rows: Matrix, _ matrix: Matrix) -> Matrix {
        let width = matrix.columnCount
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: width)
        var kernels = [Double](repeating: 0, count: paddedCount)
        kernels.withUnsafeMutableBufferPointer { kernels in
            matrix.values.withUnsafeBufferPointer { matrix in
                result.values.withUnsafeMutableBufferPointer { result in
                    rows.forEachRow { row, features in
                        evaluate(features, into: kernels)
                        for index in 0..<count {
                            for output in 0..<width {
                                result[row * width + output] += kernels[index] * matrix[index * width + output]
                            }
                        }
                    }
                }
            }
        }
        return result
    }
}
