/// Puts the mean of the nearest training rows where values are missing.
///
/// - Source: `sklearn.impute.KNNImputer`.
package struct NeighbourImputer: MatrixTransformer {
    package enum Weights: String, Sendable {
        case uniform
        /// One over the distance.
        case distance
    }

    /// How the imputer was set and fitted.
    package struct Settings: Sendable {
        let neighbourCount: Int
        let weights: Weights
        /// Whether a neighbour whose distance is not known counts in an unweighted mean: scikit-learn 1.5 and before.
        let countsUnknownDistances: Bool
        /// Whether features that training never saw become zeros instead of being left out.
        let keepsEmptyFeatures: Bool

        package init(
            neighbourCount: Int,
            weights: Weights,
            countsUnknownDistances: Bool,
            keepsEmptyFeatures: Bool
        ) {
            self.neighbourCount = neighbourCount
            self.weights = weights
            self.countsUnknownDistances = countsUnknownDistances
            self.keepsEmptyFeatures = keepsEmptyFeatures
        }
    }

    private let training: Matrix
    private let marker: MissingMarker
    private let settings: Settings
    private let indicator: MissingIndicator?
    /// For each feature the mean of its training values; nil when there is none.
    private let means: [Double?]
    private let kept: [Int]
    package var inputCount: Int { training.columnCount }
    package var outputCount: Int { kept.count + (indicator?.outputCount ?? 0) }
    package var acceptsMissing: Bool { marker.acceptsMissing }
    package var passesMissing: Bool { false }
    package var memoryBytes: Int { 8 * training.values.count + 24 * means.count }

    /// - Parameter training: the training rows, NaN where a value is missing.
    package init(
        training: Matrix,
        marker: MissingMarker,
        settings: Settings,
        indicator: MissingIndicator?
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(training.columnCount, of: "An imputer")
        guard settings.neighbourCount > 0, training.values.allSatisfy({ !$0.isInfinite }),
            indicator == nil || indicator?.inputCount == training.columnCount
        else { throw ModelStructureError("An imputer by neighbours does not hold together") }
        self.training = training
        self.marker = marker
        self.settings = settings
        self.indicator = indicator
        let means = (0..<training.columnCount).map { column -> Double? in
            let values = training.column(column).filter { !$0.isNaN }
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        self.means = means
        kept = means.indices.filter { settings.keepsEmptyFeatures || means[$0] != nil }
    }

    /// - Complexity: O(rows with a missing value · training rows · features).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: marker.acceptsMissing)
        let indicators = try indicator.map { indicator throws(PredictionError) in
            try indicator.indicators(for: FeatureTable(rows))
        }
        rows.updateRows { row in
            for index in row.indices where marker.matches(row[index]) { row[index] = .nan }
            let missing = row.indices.filter { row[$0].isNaN && means[$0] != nil }
            if !missing.isEmpty { fill(row, missing) }
            for index in row.indices where means[index] == nil { row[index] = 0 }
        }
        if kept.count < inputCount { rows = rows.columns(kept) }
        if let indicators { rows = Matrix.joined([rows, indicators]) }
    }

    private func fill(_ row: UnsafeMutableBufferPointer<Double>, _ missing: [Int]) {
        let distances = distances(from: UnsafeBufferPointer(row))
        for feature in missing { row[feature] = value(feature, distances) }
    }

    /// The distance of each training row over the features that both have, scaled to all; NaN when there are none.
    ///
    /// - Source: `sklearn.metrics.pairwise.nan_euclidean_distances`.
    private func distances(from row: UnsafeBufferPointer<Double>) -> [Double] {
        let width = row.count
        return training.values.withUnsafeBufferPointer { training in
            stride(from: 0, to: training.count, by: width).map { start in
                var (sum, count) = (0.0, 0)
                for index in 0..<width {
                    let difference = row[index] - training[start + index]
                    if !difference.isNaN {
                        sum += difference * difference
                        count += 1
                    }
                }
                return count == 0 ? .nan : (sum / Double(count) * Double(width)).squareRoot()
            }
        }
    }

    private func value(_ feature: Int, _ distances: [Double]) -> Double {
        var donors = distances.indices.filter { !training[$0, feature].isNaN }
        guard donors.contains(where: { !distances[$0].isNaN }) else { return means[feature] ?? 0 }
        donors.sort { left, right in
            let (first, second) = (distances[left], distances[right])
            if first == second || first.isNaN && second.isNaN { return left < right }
            return second.isNaN || first < second
        }
        donors.removeLast(max(0, donors.count - settings.neighbourCount))
        let weights = weights(donors.map { distances[$0] })
        var (sum, total) = (0.0, 0.0)
        for (donor, weight) in zip(donors, weights) {
            sum += weight * training[donor, feature]
            total += weight
        }
        return sum / total
    }

    /// - Source: `sklearn.neighbors._base._get_weights`.
    private func weights(_ distances: [Double]) -> [Double] {
        switch settings.weights {
        case .uniform:
            return distances.map { $0.isNaN && !settings.countsUnknownDistances ? 0 : 1 }
        case .distance:
            if distances.contains(0) { return distances.map { $0 == 0 ? 1 : 0 } }
            return distances.map { $0.isNaN ? 0 : 1 / $0 }
        }
    }
}
