/// The sum of one support vector machine that has no classes.
package struct SupportVectorSums: Sendable {
    private let vectors: SupportVectors
    private let coefficients: [Double]
    private let intercept: Double

    /// - Parameter coefficients: one for each vector.
    package init(
        _ vectors: SupportVectors,
        coefficients: [Double],
        intercept: Double
    ) throws(ModelStructureError) {
        guard coefficients.count == vectors.count, coefficients.allSatisfy(\.isFinite), intercept.isFinite else {
            throw ModelStructureError(
                "\(vectors.count) support vectors have \(coefficients.count) coefficients, or one of them is none"
            )
        }
        self.vectors = vectors
        self.coefficients = coefficients
        self.intercept = intercept
    }

    var featureCount: Int { vectors.featureCount }
    var memoryBytes: Int { vectors.memoryBytes + 8 * coefficients.count }

    var isSparse: Bool { vectors.isSparse }

    /// - Parameter rows: `featureCount` wide, finite.
    /// - Returns: one sum a row.
    func sums(of rows: FeatureTable.Numbers) -> [Double] {
        var result: [Double] = []
        vectors.forEachRow(of: rows) { _, kernels in result.append(sum(kernels)) }
        return result
    }

    private func sum(_ kernels: UnsafeBufferPointer<Double>) -> Double {
        coefficients.withUnsafeBufferPointer { coefficients in
            var sum = 0.0
            for index in kernels.indices { sum += coefficients[index] * kernels[index] }
            return sum + intercept
        }
    }
}
