/// Counts of terms, weighted by how few of the documents have each term.
///
/// - Source: `sklearn.feature_extraction.text.TfidfTransformer`.
package struct TermWeighting: FeatureTransformer {
    package let inputCount: Int
    /// For each term; nil for none.
    private let weights: [Double]?
    private let norm: RowNorm?
    private let isSublinear: Bool
    private let precision: TermPrecision

    /// - Parameters:
    ///   - weights: shape `[columnCount]`, the inverse document frequencies.
    ///   - isSublinear: whether a count becomes 1 + log(count).
    package init(
        columnCount: Int,
        weights: [Double]?,
        norm: RowNorm?,
        isSublinear: Bool,
        precision: TermPrecision
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(columnCount), weights?.count ?? columnCount == columnCount else {
            throw ModelStructureError("It has \(weights?.count ?? columnCount) weights for \(columnCount) terms")
        }
        inputCount = columnCount
        self.weights = weights
        self.norm = norm
        self.isSublinear = isSublinear
        self.precision = precision
    }

    package var outputCount: Int { inputCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { 8 * (weights?.count ?? 0) }

    /// - Complexity: O(values that are not zero).
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        try rows.requireNumbers()
        var counts =
            switch rows.numbers {
            case .dense(let rows): SparseMatrix(rows)
            case .sparse(let rows): rows
            }
        // Nothing else may hold the rows, or their first change copies them.
        rows = FeatureTable(Matrix.empty)
        try counts.requireFinite()
        if isSublinear {
            counts.updateValues { value, _ in
                value = precision.round(precision.round(Mathematics.logarithm(value)) + 1)
            }
        }
        weights?.withUnsafeBufferPointer { weights in
            counts.updateValues { value, column in value = precision.round(value * weights[column]) }
        }
        if let norm { counts.updateRows { norm.scale($0, precision) } }
        rows = FeatureTable(counts)
    }
}
