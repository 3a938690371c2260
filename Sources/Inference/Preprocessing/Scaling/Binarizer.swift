/// 1 for values above a threshold, 0 for the others.
///
/// - Source: `sklearn.preprocessing.Binarizer`.
package struct Binarizer: SparseTransformer {
    private let threshold: Double
    package let inputCount: Int
    package var outputCount: Int { inputCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { 0 }
    var keepsZeros: Bool { threshold >= 0 }

    package init(featureCount: Int, threshold: Double) throws(ModelStructureError) {
        try ModelSignature.requireWidth(featureCount, of: "A binariser")
        guard !threshold.isNaN else { throw ModelStructureError("A binariser has NaN for its threshold") }
        inputCount = featureCount
        self.threshold = threshold
    }

    /// - Complexity: O(n · featureCount), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        rows.updateRows { row in
            for index in row.indices { row[index] = row[index] > threshold ? 1 : 0 }
        }
    }

    func transform(_ rows: inout SparseMatrix) throws(PredictionError) {
        try rows.requireFinite()
        rows.updateValues { value, _ in value = value > threshold ? 1 : 0 }
    }
}
