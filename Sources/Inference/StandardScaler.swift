/// Takes off each feature's mean and divides by its standard deviation.
///
/// - Source: `sklearn.preprocessing.StandardScaler`.
package struct StandardScaler: FeatureTransformer {
    private let means: [Double]?
    private let scales: [Double]?
    package let inputCount: Int
    package var outputCount: Int { inputCount }
    package var acceptsMissing: Bool { true }
    package var memoryBytes: Int { 8 * ((means?.count ?? 0) + (scales?.count ?? 0)) }

    /// - Parameters:
    ///   - featureCount: the width of a row, at least 1.
    ///   - means: what is taken off, shape `[featureCount]`; nil for nothing.
    ///   - scales: what is divided by, shape `[featureCount]`, not zero; nil for nothing.
    package init(featureCount: Int, means: [Double]?, scales: [Double]?) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount) else {
            throw ModelStructureError("A scaler of \(featureCount) features")
        }
        for (name, values) in [("means", means), ("scales", scales)] {
            guard let values else { continue }
            guard values.count == featureCount, values.allSatisfy(\.isFinite) else {
                throw ModelStructureError(
                    "A scaler of \(featureCount) features has \(values.count) \(name), or one not finite"
                )
            }
        }
        guard scales?.contains(0) != true else { throw ModelStructureError("A scaler divides by zero") }
        inputCount = featureCount
        self.means = means
        self.scales = scales
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
        }
    }
}
