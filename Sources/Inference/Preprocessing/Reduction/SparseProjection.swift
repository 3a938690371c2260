/// Rows seen from axes that are made of few features each.
///
/// - Source: `sklearn.random_projection.SparseRandomProjection.transform`.
package struct SparseProjection: FeatureTransformer {
    /// Shape `[outputCount, inputCount]`.
    private let components: SparseMatrix
    package var inputCount: Int { components.columnCount }
    package var outputCount: Int { components.rowCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { 12 * components.values.count + 8 * components.rowCount }

    package init(components: SparseMatrix) throws(ModelStructureError) {
        try ModelSignature.requireWidth(components.columnCount, of: "A projection")
        try ModelSignature.requireWidth(components.rowCount, of: "The output of a projection")
        guard components.values.allSatisfy(\.isFinite) else {
            throw ModelStructureError("A projection has a component that is not finite")
        }
        self.components = components
    }

    /// - Complexity: O(n · values of the components).
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.updateMatrix { rows throws(PredictionError) in
            try rows.requireWidth(inputCount)
            try rows.requireFinite()
            var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
            for row in 0..<rows.rowCount {
                for output in 0..<outputCount {
                    var sum = 0.0
                    for index in components.range(ofRow: output) {
                        sum += components.values[index] * rows[row, Int(components.columns[index])]
                    }
                    result[row, output] = sum
                }
            }
            rows = result
        }
    }
}
