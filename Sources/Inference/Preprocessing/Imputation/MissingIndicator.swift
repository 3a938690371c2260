/// A column of 0 and 1 for each of some features: 1 where the value is missing.
///
/// - Source: `sklearn.impute.MissingIndicator`.
package struct MissingIndicator: FeatureTransformer {
    private let features: [Int]
    private let isIndicated: [Bool]
    private let marker: MissingMarker
    private let refusesNew: Bool
    package let inputCount: Int
    package let textFeatures: Set<Int>
    package var outputCount: Int { features.count }
    package var acceptsMissing: Bool { marker.acceptsMissing }
    package var passesMissing: Bool { false }
    package var memoryBytes: Int { 8 * features.count + isIndicated.count }

    /// - Parameters:
    ///   - features: those that get a column, in order.
    ///   - refusesNew: whether a missing value in another feature is refused.
    ///   - textFeatures: those that may be texts.
    package init(
        featureCount: Int,
        features: [Int],
        marker: MissingMarker,
        refusesNew: Bool,
        textFeatures: Set<Int> = []
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(featureCount, of: "An indicator")
        guard features.allSatisfy((0..<featureCount).contains), features.count <= featureCount else {
            throw ModelStructureError("An indicator of \(featureCount) features is about features beyond them")
        }
        var isIndicated = [Bool](repeating: false, count: featureCount)
        for feature in features { isIndicated[feature] = true }
        inputCount = featureCount
        self.features = features
        self.isIndicated = isIndicated
        self.marker = marker
        self.refusesNew = refusesNew
        self.textFeatures = textFeatures
    }

    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        rows = FeatureTable(try indicators(for: rows))
    }

    /// Shape `[n, outputCount]`.
    ///
    /// - Complexity: O(n · inputCount).
    func indicators(for rows: FeatureTable) throws(PredictionError) -> Matrix {
        try rows.requireWidth(inputCount)
        let matrix = rows.denseMatrix
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: features.count)
        for (position, feature) in features.enumerated() {
            for (row, isMissing) in try rows.missing(in: feature, of: matrix, marker).enumerated() where isMissing {
                result[row, position] = 1
            }
        }
        if refusesNew { try refuseNew(rows, matrix) }
        return result
    }

    private func refuseNew(_ rows: FeatureTable, _ matrix: Matrix) throws(PredictionError) {
        for feature in 0..<inputCount where !isIndicated[feature] {
            guard let row = try rows.missing(in: feature, of: matrix, marker).firstIndex(of: true) else { continue }
            throw PredictionError(
                .notFinite,
                at: PredictionError.Place(row: row, column: feature),
                "is missing, and no value of this feature was in training. Fill it in before asking, or train the "
                    + "indicator with error_on_new=False"
            )
        }
    }
}
