/// Replaces features by cosines of random directions, whose products are close to the radial kernel's.
///
/// - Source: `sklearn.kernel_approximation.RBFSampler`.
package struct RandomWaves: MatrixTransformer {
    /// Shape `[inputCount, outputCount]`.
    private let directions: Matrix
    private let phases: [Double]

    /// - Parameters:
    ///   - directions: shape `[inputCount, outputCount]`.
    ///   - phases: shape `[outputCount]`.
    package init(directions: Matrix, phases: [Double]) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(directions.rowCount),
            ModelSignature.featureCounts.contains(directions.columnCount), phases.count == directions.columnCount,
            (directions.values + phases).allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "Directions of shape [\(directions.rowCount), \(directions.columnCount)] have \(phases.count) phases, or "
                    + "one number is none"
            )
        }
        self.directions = directions
        self.phases = phases
    }

    package var inputCount: Int { directions.rowCount }
    package var outputCount: Int { directions.columnCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { 8 * (directions.values.count + phases.count) }
    package var workingWidth: Int { max(inputCount, outputCount) }

    /// - Complexity: O(n · inputCount · outputCount).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        let width = outputCount
        let amplitude = (2 / Double(width)).squareRoot()
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: width)
        directions.values.withUnsafeBufferPointer { directions in
            result.values.withUnsafeMutableBufferPointer { result in
                rows.forEachRow { index, row in
                    let first = index * width
                    for feature in row.indices {
                        for wave in 0..<width {
                            result[first + wave] += row[feature] * directions[feature * width + wave]
                        }
                    }
                    for wave in 0..<width {
                        result[first + wave] = Mathematics.cosine(result[first + wave] + phases[wave]) * amplitude
                    }
                }
            }
        }
        rows = result
    }
}
