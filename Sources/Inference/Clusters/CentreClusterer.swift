/// Answers the cluster of the nearest centre.
///
/// - Source: `predict` of `sklearn.cluster.KMeans`, `MiniBatchKMeans`, `MeanShift`, `AffinityPropagation` and `Birch`.
package struct CentreClusterer: MatrixModel {
    private let centres: KernelVectors
    /// For each centre the index of its cluster.
    private let clusters: [Int]
    package let signature: ModelSignature

    /// - Parameters:
    ///   - centres: shape `[centreCount, featureCount]`; without any, all rows are in cluster −1.
    ///   - labels: the cluster of each centre; nil for their numbers.
    package init(centres: Matrix, labels: [Int]?, featureNames: [String]?) throws(ModelStructureError) {
        self.centres = try KernelVectors(centres, kernel: .squaredDistance)
        let labels = labels ?? Array(0..<centres.rowCount)
        guard labels.count == centres.rowCount else {
            throw ModelStructureError("\(centres.rowCount) centres have \(labels.count) labels")
        }
        let distinct = labels.isEmpty ? [-1] : Set(labels).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices))
        clusters = labels.map { places[$0] ?? 0 }
        signature = ModelSignature(
            featureCount: centres.columnCount,
            featureNames: featureNames,
            task: .classification(classes: distinct.map { .integer($0) })
        )
    }

    package var memoryBytes: Int { centres.memoryBytes + 8 * clusters.count }

    /// - Complexity: O(n · centreCount · featureCount), two allocations.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(centres.featureCount)
        try rows.requireFinite()
        var indices = [Int](repeating: 0, count: rows.rowCount)
        var distances = [Double](repeating: 0, count: centres.paddedCount)
        distances.withUnsafeMutableBufferPointer { distances in
            guard centres.count > 0 else { return }
            rows.forEachRow { row, features in
                centres.evaluate(features, into: distances)
                var best = 0
                for index in 1..<max(1, centres.count) where distances[index] < distances[best] { best = index }
                indices[row] = clusters[best]
            }
        }
        return Prediction(outcome: .classIndices(indices))
    }
}
