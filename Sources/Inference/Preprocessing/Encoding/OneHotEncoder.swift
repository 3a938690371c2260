/// A column of 0 and 1 for each category of each feature.
///
/// - Source: `sklearn.preprocessing.OneHotEncoder`.
package struct OneHotEncoder: FeatureTransformer {
    /// The columns of one feature.
    package struct Feature: Sendable {
        let table: CategoryTable
        /// For each category its column among those of the feature, or -1 for none.
        let columns: [Int32]
        /// The column of a category that is not known, or -1 for none.
        let unknownColumn: Int32
        let columnCount: Int

        /// - Parameters:
        ///   - columns: for each category its column, counted from 0, or -1 for none; categories may share one.
        ///   - columnCount: how many columns the feature has.
        package init(
            _ table: CategoryTable,
            columns: [Int],
            unknownColumn: Int,
            columnCount: Int
        ) throws(ModelStructureError) {
            let range = -1..<columnCount
            guard columns.count == table.count, columnCount >= 0, columnCount <= table.count + 1,
                columns.allSatisfy(range.contains), range.contains(unknownColumn)
            else {
                throw ModelStructureError("A feature of \(table.count) categories has \(columnCount) columns")
            }
            self.table = table
            self.columns = columns.map { Int32(truncatingIfNeeded: $0) }
            self.unknownColumn = Int32(truncatingIfNeeded: unknownColumn)
            self.columnCount = columnCount
        }
    }

    private let features: [Feature]
    private let lookup: CategoryLookup
    private let isSparse: Bool
    package let outputCount: Int
    package var inputCount: Int { features.count }
    package var acceptsMissing: Bool { lookup.acceptsMissing }
    package var passesMissing: Bool { false }
    package var textFeatures: Set<Int> { lookup.textFeatures }
    package var memoryBytes: Int { lookup.memoryBytes + features.reduce(0) { $0 + 4 * $1.columns.count } }

    /// - Parameters:
    ///   - refusesUnknown: whether a category that is not known is refused.
    ///   - isSparse: whether the result is sparse.
    package init(_ features: [Feature], refusesUnknown: Bool, isSparse: Bool) throws(ModelStructureError) {
        var width = 0
        for feature in features {
            width += feature.columnCount
            guard width <= ModelSignature.featureCounts.upperBound else { break }
        }
        try ModelSignature.requireWidth(width, of: "The output of an encoder")
        lookup = try CategoryLookup(features.map(\.table), refusesUnknown: refusesUnknown)
        self.features = features
        self.isSparse = isSparse
        outputCount = width
    }

    /// - Complexity: O(n · features), and a row of zeros for each dense row.
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        let rowCount = rows.rowCount
        let numbers = rows.denseMatrix
        var targets = [Int32](repeating: -1, count: rowCount * features.count)
        var start: Int32 = 0
        for (index, feature) in features.enumerated() {
            let codes = try lookup.codes(of: numbers, texts: rows.texts[index], feature: index)
            for (row, code) in codes.enumerated() {
                let column = code < 0 ? feature.unknownColumn : feature.columns[Int(code)]
                if column >= 0 { targets[row * features.count + index] = start + column }
            }
            start += Int32(truncatingIfNeeded: feature.columnCount)
        }
        var ones = OneHotRows(outputCount: outputCount, rowCount: rowCount, isSparse: isSparse)
        for row in 0..<rowCount {
            for index in row * features.count..<(row + 1) * features.count where targets[index] >= 0 {
                ones.append(Int(targets[index]))
            }
            ones.endRow()
        }
        rows = ones.table()
    }
}
