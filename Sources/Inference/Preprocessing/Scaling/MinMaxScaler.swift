/// Moves each feature into a range.
///
/// - Source: `sklearn.preprocessing.MinMaxScaler`.
package struct MinMaxScaler: MatrixTransformer {
    private let scales: [Double]
    private let offsets: [Double]
    private let bounds: (lower: Double, upper: Double)?
    package var inputCount: Int { scales.count }
    package var outputCount: Int { scales.count }
    package var acceptsMissing: Bool { true }
    package var memoryBytes: Int { 16 * scales.count }

    /// - Parameters:
    ///   - scales: what each feature is multiplied by.
    ///   - offsets: what is added then, as many.
    ///   - bounds: into which results are cut; nil to leave them.
    package init(
        scales: [Double],
        offsets: [Double],
        bounds: (lower: Double, upper: Double)?
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(scales.count, of: "A scaler")
        try ModelSignature.requireNumbers(scales, "scales", count: scales.count, of: "A scaler")
        try ModelSignature.requireNumbers(offsets, "offsets", count: scales.count, of: "A scaler")
        if let bounds, !(bounds.lower <= bounds.upper) {
            throw ModelStructureError("A scaler has the range \(bounds.lower) to \(bounds.upper)")
        }
        self.scales = scales
        self.offsets = offsets
        self.bounds = bounds
    }

    /// - Complexity: O(n · features), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: true)
        rows.updateRows { row in
            for index in row.indices { row[index] = row[index] * scales[index] + offsets[index] }
            if let bounds {
                for index in row.indices { row[index].clamp(bounds.lower, bounds.upper) }
            }
        }
    }
}
