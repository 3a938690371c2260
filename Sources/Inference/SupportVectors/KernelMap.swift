/// Replaces features by kernels with some training rows, turned so that their products are close to the kernel's.
///
/// - Source: `sklearn.kernel_approximation.Nystroem`.
package struct KernelMap: MatrixTransformer {
    private let vectors: KernelVectors
    /// Shape `[vectors, outputCount]`.
    private let normalization: Matrix

    /// - Parameters:
    ///   - components: the training rows, shape `[count, inputCount]`.
    ///   - normalization: shape `[count, outputCount]`.
    package init(components: Matrix, kernel: VectorKernel, normalization: Matrix) throws(ModelStructureError) {
        vectors = try KernelVectors(components, kernel: kernel)
        guard normalization.rowCount == components.rowCount, normalization.values.allSatisfy(\.isFinite),
            ModelSignature.featureCounts.contains(normalization.columnCount)
        else {
            throw ModelStructureError(
                "\(components.rowCount) components have a normalisation of shape [\(normalization.rowCount), "
                    + "\(normalization.columnCount)], or one number is none"
            )
        }
        self.normalization = normalization
    }

    package var inputCount: Int { vectors.featureCount }
    package var outputCount: Int { normalization.columnCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { vectors.memoryBytes + 8 * normalization.values.count }
    package var workingWidth: Int { max(inputCount, outputCount) }

    /// - Complexity: O(n · components · (inputCount + outputCount)).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        rows = vectors.products(of: rows, normalization)
    }
}
