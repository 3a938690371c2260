/// Rows seen from other axes, and often fewer.
///
/// - Source: the `transform` of `sklearn.decomposition.PCA`, `IncrementalPCA`, `TruncatedSVD`, `FastICA` and
///   `FactorAnalysis`, and of `sklearn.random_projection.GaussianRandomProjection`.
package struct LinearProjection: FeatureTransformer {
    private let centre: [Double]?
    /// Shape `[inputCount, outputCount]`: what each feature adds to each output.
    private let axes: Matrix
    /// What each output is divided by.
    private let scales: [Double]?
    package var inputCount: Int { axes.rowCount }
    package var outputCount: Int { axes.columnCount }
    package var acceptsMissing: Bool { false }
    package var workingWidth: Int { max(inputCount, outputCount) }
    package var memoryBytes: Int { 8 * (axes.values.count + (centre?.count ?? 0) + (scales?.count ?? 0)) }

    /// - Parameters:
    ///   - centre: what is taken off each feature; nil for nothing.
    ///   - components: shape `[outputCount, inputCount]`.
    ///   - scales: what each output is divided by, not zero; nil for nothing.
    package init(centre: [Double]?, components: Matrix, scales: [Double]? = nil) throws(ModelStructureError) {
        let (inputCount, outputCount) = (components.columnCount, components.rowCount)
        try ModelSignature.requireWidth(inputCount, of: "A projection")
        try ModelSignature.requireWidth(outputCount, of: "The output of a projection")
        guard components.values.allSatisfy(\.isFinite), scales?.contains(0) != true else {
            throw ModelStructureError("A projection has a component that is not finite, or divides by zero")
        }
        if let centre { try ModelSignature.requireNumbers(centre, "means", count: inputCount, of: "A projection") }
        if let scales { try ModelSignature.requireNumbers(scales, "scales", count: outputCount, of: "A projection") }
        self.centre = centre
        self.scales = scales
        axes = components.transposed()
    }

    /// - Complexity: O(values · outputCount); sparse rows stay sparse unless there is a centre.
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        try rows.requireNumbers()
        let result =
            switch rows.numbers {
            case .sparse(let rows) where centre == nil: try project(rows)
            case .sparse(let rows): try project(rows.dense())
            case .dense(let rows): try project(rows)
            }
        rows = FeatureTable(result)
    }

    private func project(_ rows: Matrix) throws(PredictionError) -> Matrix {
        try rows.requireFinite()
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        rows.values.withUnsafeBufferPointer { features in
            axes.values.withUnsafeBufferPointer { axes in
                var start = 0
                result.updateRows { output in
                    for feature in 0..<inputCount {
                        let value = features[start + feature] - (centre?[feature] ?? 0)
                        Self.add(value, axes, feature, to: output)
                    }
                    start += inputCount
                    divide(output)
                }
            }
        }
        return result
    }

    private func project(_ rows: SparseMatrix) throws(PredictionError) -> Matrix {
        try rows.requireFinite()
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        axes.values.withUnsafeBufferPointer { axes in
            var row = 0
            result.updateRows { output in
                for index in rows.range(ofRow: row) {
                    Self.add(rows.values[index], axes, Int(rows.columns[index]), to: output)
                }
                row += 1
                divide(output)
            }
        }
        return result
    }

    /// Adds one feature's share to all outputs; the inner loop runs along memory.
    private static func add(
        _ value: Double,
        _ axes: UnsafeBufferPointer<Double>,
        _ feature: Int,
        to output: UnsafeMutableBufferPointer<Double>
    ) {
        let start = feature * output.count
        for index in output.indices { output[index] += value * axes[start + index] }
    }

    private func divide(_ output: UnsafeMutableBufferPointer<Double>) {
        guard let scales else { return }
        for index in output.indices { output[index] /= scales[index] }
    }
}
