/// Replaces each category by one number or several.
///
/// - Source: `sklearn.preprocessing.OrdinalEncoder`, `TargetEncoder`, `LabelEncoder` and `LabelBinarizer`.
package struct CategoryValueEncoder: FeatureTransformer {
    /// What becomes of one feature.
    package struct Feature: Sendable {
        let table: CategoryTable
        let values: Matrix
        let unknownValues: [Double]

        /// - Parameters:
        ///   - values: a row for each category, as wide as `unknownValues`.
        ///   - unknownValues: what a category that is not known becomes.
        package init(_ table: CategoryTable, values: Matrix, unknownValues: [Double]) throws(ModelStructureError) {
            guard values.rowCount == table.count, values.columnCount == unknownValues.count else {
                throw ModelStructureError("\(table.count) categories have \(values.rowCount) values")
            }
            self.table = table
            self.values = values
            self.unknownValues = unknownValues
        }
    }

    private let features: [Feature]
    private let lookup: CategoryLookup
    package let outputCount: Int
    package let passesMissing: Bool
    package var inputCount: Int { features.count }
    package var acceptsMissing: Bool { lookup.acceptsMissing }
    package var textFeatures: Set<Int> { lookup.textFeatures }
    package var memoryBytes: Int { lookup.memoryBytes + features.reduce(0) { $0 + 8 * $1.values.values.count } }

    /// - Parameter refusesUnknown: whether a category that is not known is refused.
    package init(_ features: [Feature], refusesUnknown: Bool) throws(ModelStructureError) {
        var width = 0
        for feature in features {
            width += feature.unknownValues.count
            guard width <= ModelSignature.featureCounts.upperBound else { break }
        }
        try ModelSignature.requireWidth(width, of: "The output of an encoder")
        lookup = try CategoryLookup(features.map(\.table), refusesUnknown: refusesUnknown)
        self.features = features
        outputCount = width
        passesMissing = features.contains { feature in
            !refusesUnknown && feature.unknownValues.contains(where: \.isNaN)
                || feature.values.values.contains(where: \.isNaN)
        }
    }

    /// - Complexity: O(n · outputCount).
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        let numbers = rows.denseMatrix
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        var start = 0
        for (index, feature) in features.enumerated() {
            let width = feature.unknownValues.count
            let codes = try lookup.codes(of: numbers, texts: rows.texts[index], feature: index)
            for (row, code) in codes.enumerated() {
                for offset in 0..<width {
                    let value =
                        code < 0
                        ? feature.unknownValues[offset] : feature.values[Int(code), offset]
                    result[row, start + offset] = value
                }
            }
            start += width
        }
        rows = FeatureTable(result)
    }
}
