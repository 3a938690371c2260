/// Answers the mean of the neighbours' targets.
///
/// A row that has no neighbour in its radius is answered with NaN.
///
/// - Source: `sklearn.neighbors.KNeighborsRegressor` and `RadiusNeighborsRegressor`.
package struct NeighbourRegressor: MatrixModel {
    private let index: NeighbourIndex
    private let reach: NeighbourReach
    private let weights: NeighbourWeights
    /// Shape `[rowCount, outputCount]`.
    private let targets: Matrix
    package let signature: ModelSignature

    /// - Parameter targets: one row for each training row.
    package init(
        _ index: NeighbourIndex,
        reach: NeighbourReach,
        weights: NeighbourWeights,
        targets: Matrix,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard targets.rowCount == index.rowCount, targets.columnCount > 0, targets.values.allSatisfy(\.isFinite) else {
            throw ModelStructureError(
                "\(index.rowCount) training rows have targets of shape [\(targets.rowCount), \(targets.columnCount)], or "
                    + "one is no number"
            )
        }
        try index.check(reach)
        self.index = index
        self.reach = reach
        self.weights = weights
        self.targets = targets
        signature = ModelSignature(
            featureCount: index.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: targets.columnCount),
            acceptsMissing: index.metric.acceptsMissing
        )
    }

    package var memoryBytes: Int { index.memoryBytes + 8 * targets.values.count }

    /// - Complexity: O(n · rowCount · featureCount) without a tree.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let questions = try index.prepared(rows)
        let width = targets.columnCount
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: width)
        var shares: [Double] = []
        index.forEachRow(of: questions, reach) { row, neighbours in
            shares = neighbours.distances
            weights.weigh(&shares)
            let total = shares.reduce(0, +)
            for output in 0..<width {
                var sum = 0.0
                for (neighbour, share) in zip(neighbours.indices, shares) {
                    sum += targets.values[neighbour * width + output] * share
                }
                result.values[row * width + output] = sum / total
            }
        }
        return Prediction(outcome: .values(result))
    }
}
