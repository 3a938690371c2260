/// A function of each value, or nothing at all.
///
/// - Source: `sklearn.preprocessing.FunctionTransformer` with one of numpy's functions.
package struct FunctionTransformer: SparseTransformer {
    private let function: NumberFunction?
    private let isChecked: Bool
    package let inputCount: Int
    package var outputCount: Int { inputCount }
    package var acceptsMissing: Bool { !isChecked }
    package var passesMissing: Bool { acceptsMissing && function != .nanToNumber }
    package var memoryBytes: Int { 0 }
    var keepsZeros: Bool { function.map { $0(0) == 0 } ?? true }

    /// - Parameters:
    ///   - function: nil leaves everything as it is, texts too.
    ///   - isChecked: whether only finite numbers are taken (`validate`).
    package init(featureCount: Int, function: NumberFunction?, isChecked: Bool) throws(ModelStructureError) {
        try ModelSignature.requireWidth(featureCount, of: "A function")
        inputCount = featureCount
        self.function = function
        self.isChecked = isChecked
    }

    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        if function == nil, !isChecked { return }
        guard keepsZeros, rows.texts.isEmpty, case .sparse(var values) = rows.numbers else {
            return try rows.updateMatrix { rows throws(PredictionError) in try transform(&rows) }
        }
        rows = FeatureTable(Matrix.empty)
        try transform(&values)
        rows = FeatureTable(values)
    }

    /// - Complexity: O(n · featureCount), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        if isChecked { try rows.requireFinite() }
        guard let function else { return }
        rows.updateRows { row in
            for index in row.indices { row[index] = function(row[index]) }
        }
    }

    func transform(_ rows: inout SparseMatrix) throws(PredictionError) {
        if isChecked { try rows.requireFinite() }
        guard let function else { return }
        rows.updateValues { value, _ in value = function(value) }
    }
}
