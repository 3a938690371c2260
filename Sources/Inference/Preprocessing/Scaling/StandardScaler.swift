/// Takes off each feature's mean and divides by its standard deviation; also by a range between quantiles, or by the
/// largest size.
///
/// - Source: `sklearn.preprocessing.StandardScaler`, `RobustScaler` and `MaxAbsScaler`.
package struct StandardScaler: SparseTransformer {
    private let means: [Double]?
    private let scales: [Double]?
    private let limit: Double
    package let inputCount: Int
    package var outputCount: Int { inputCount }
    package var acceptsMissing: Bool { true }
    package var memoryBytes: Int { 8 * ((means?.count ?? 0) + (scales?.count ?? 0)) }
    var keepsZeros: Bool { means == nil }

    /// - Parameters:
    ///   - featureCount: the width of a row, at least 1.
    ///   - means: what is taken off, shape `[featureCount]`; nil for nothing.
    ///   - scales: what is divided by, shape `[featureCount]`, not zero; nil for nothing.
    ///   - limit: the size to which results are cut.
    package init(
        featureCount: Int,
        means: [Double]?,
        scales: [Double]?,
        limit: Double = .infinity
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(featureCount, of: "A scaler")
        if let means { try ModelSignature.requireNumbers(means, "means", count: featureCount, of: "A scaler") }
        if let scales { try ModelSignature.requireNumbers(scales, "scales", count: featureCount, of: "A scaler") }
        guard scales?.contains(0) != true else { throw ModelStructureError("A scaler divides by zero") }
        inputCount = featureCount
        self.means = means
        self.scales = scales
        self.limit = limit
    }

    /// - Complexity: O(n · featureCount), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: true)
        rows.updateRows { row in
            if let means {
                for index in row.indices { row[index] -= means[index] }
            }
            if let scales {
                for index in row.indices { row[index] /= scales[index] }
            }
            if limit < .infinity {
                for index in row.indices { row[index].clamp(-limit, limit) }
            }
        }
    }

    /// Multiplies by the inverse, as the library does with sparse rows.
    ///
    /// - Complexity: O(values), in place.
    /// - Source: `sklearn.utils.sparsefuncs.inplace_column_scale`.
    func transform(_ rows: inout SparseMatrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: true)
        guard let scales else { return }
        rows.updateValues { value, column in
            value *= 1 / scales[column]
            value.clamp(-limit, limit)
        }
    }
}

extension Double {
    /// Moves the value into bounds; NaN stays.
    ///
    /// - Source: `numpy.clip`.
    mutating func clamp(_ lower: Double, _ upper: Double) {
        if self < lower { self = lower }
        if self > upper { self = upper }
    }
}
