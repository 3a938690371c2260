/// Keeps some of the features.
///
/// - Source: `sklearn.feature_selection.SelectorMixin.transform`.
package struct ColumnSelector: FeatureTransformer {
    private let columns: [Int]
    package let inputCount: Int
    package let acceptsMissing: Bool
    package var outputCount: Int { columns.count }
    package var memoryBytes: Int { 8 * columns.count }

    /// - Parameters:
    ///   - mask: for each feature whether it is kept.
    ///   - acceptsMissing: whether a missing value is taken.
    package init(mask: [Bool], acceptsMissing: Bool) throws(ModelStructureError) {
        try ModelSignature.requireWidth(mask.count, of: "A selection")
        let columns = mask.indices.filter { mask[$0] }
        guard !columns.isEmpty else { throw ModelStructureError("A selection keeps no feature") }
        self.columns = columns
        inputCount = mask.count
        self.acceptsMissing = acceptsMissing
    }

    /// - Complexity: O(n · features).
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        try rows.requireNumbers()
        switch rows.numbers {
        case .dense(let rows): try rows.requireFinite(acceptsMissing: acceptsMissing)
        case .sparse(let rows): try rows.requireFinite(acceptsMissing: acceptsMissing)
        }
        rows = rows.columns(columns)
    }
}
