/// Tells rows that are lonelier than their neighbours from others.
///
/// The classes are −1 and 1; 1 is for rows like those of the training.
///
/// - Source: `sklearn.neighbors.LocalOutlierFactor` with `novelty=True`.
package struct LocalOutlierFactor: MatrixModel {
    /// What was learnt about the training rows.
    package struct Training: Sendable {
        /// The distance of each training row to its last neighbour.
        package var reaches: [Double]
        /// The density around each training row.
        package var densities: [Double]

        package init(reaches: [Double], densities: [Double]) {
            self.reaches = reaches
            self.densities = densities
        }
    }

    private let index: NeighbourIndex
    private let neighbourCount: Int
    private let training: Training
    private let offset: Double
    package let signature: ModelSignature

    package init(
        _ index: NeighbourIndex,
        neighbourCount: Int,
        training: Training,
        offset: Double,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard training.reaches.count == index.rowCount, training.densities.count == index.rowCount, offset.isFinite
        else {
            throw ModelStructureError(
                "\(index.rowCount) training rows have \(training.reaches.count) distances and "
                    + "\(training.densities.count) densities"
            )
        }
        try index.check(.nearest(neighbourCount))
        self.index = index
        self.neighbourCount = neighbourCount
        self.training = training
        self.offset = offset
        signature = ModelSignature(
            featureCount: index.featureCount,
            featureNames: featureNames,
            task: .classification(classes: [.integer(-1), .integer(1)]),
            acceptsMissing: index.metric.acceptsMissing,
            givesScores: true
        )
    }

    package var memoryBytes: Int { index.memoryBytes + 16 * index.rowCount }

    /// - Complexity: O(n · rowCount · featureCount) without a tree.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let questions = try index.prepared(rows)
        var scores: [Double] = []
        index.forEachRow(of: questions, nearest: neighbourCount) { _, neighbours in
            scores.append(score(neighbours))
        }
        return Prediction(
            outcome: .classIndices(scores.map { $0 < 0 ? 0 : 1 }),
            scores: parts.contains(.scores) ? Matrix(rowCount: scores.count, columnCount: 1, values: scores) : nil
        )
    }

    private func score(_ neighbours: Neighbours) -> Double {
        let count = Double(neighbours.indices.count)
        var reach = 0.0
        for (neighbour, distance) in zip(neighbours.indices, neighbours.distances) {
            reach += max(distance, training.reaches[neighbour])
        }
        let density = 1 / (reach / count + 1e-10)
        var ratio = 0.0
        for neighbour in neighbours.indices { ratio += training.densities[neighbour] / density }
        return -(ratio / count) - offset
    }
}
