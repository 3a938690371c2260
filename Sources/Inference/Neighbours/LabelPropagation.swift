/// Answers by the labels that spread over the training rows, those of the nearest rows most.
///
/// - Source: `sklearn.semi_supervised.LabelPropagation` and `LabelSpreading`.
package struct LabelPropagation: MatrixModel {
    /// Which training rows count, and how much.
    package enum Affinity: Sendable {
        /// All, by exp(−gamma · |x − y|²).
        case radial(rows: Matrix, gamma: Double)
        /// So many of the nearest, all alike.
        case nearest(NeighbourIndex, count: Int)
    }

    private enum Weights: Sendable {
        case vectors(KernelVectors)
        case nearest(NeighbourIndex, count: Int)
    }

    private let weights: Weights
    /// The share of each class in each training row, shape `[rowCount, classCount]`.
    private let distributions: Matrix
    package let signature: ModelSignature

    package init(
        _ affinity: Affinity,
        distributions: Matrix,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        let (rowCount, featureCount): (Int, Int)
        switch affinity {
        case .radial(let rows, let gamma):
            weights = .vectors(try KernelVectors(rows, kernel: .radial(gamma: gamma)))
            (rowCount, featureCount) = (rows.rowCount, rows.columnCount)
        case .nearest(let index, let count):
            try index.check(.nearest(count))
            weights = .nearest(index, count: count)
            (rowCount, featureCount) = (index.rowCount, index.featureCount)
        }
        guard !classes.isEmpty, distributions.columnCount == classes.count, distributions.rowCount == rowCount,
            distributions.values.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "\(rowCount) training rows and \(classes.count) classes have labels of shape "
                    + "[\(distributions.rowCount), \(distributions.columnCount)], or one is not finite"
            )
        }
        self.distributions = distributions
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int {
        let rows =
            switch weights {
            case .vectors(let vectors): vectors.memoryBytes
            case .nearest(let index, _): index.memoryBytes
            }
        return rows + 8 * distributions.values.count
    }

    /// - Complexity: O(n · rowCount · (featureCount + classCount)).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        let blocks = RowBlocks(rowCount: rows.rowCount, width: distributions.columnCount)
        return try blocks.predict { range throws(PredictionError) in try answer(rows.rows(range), parts) }
    }

    private func answer(_ rows: Matrix, _ parts: PredictionParts) throws(PredictionError) -> Prediction {
        var probabilities = try sums(rows)
        probabilities.updateRows { row in
            let total = row.reduce(0, +)
            for index in row.indices { row[index] /= total }
        }
        return Prediction(
            outcome: .classIndices(probabilities.indicesOfRowMaxima()),
            probabilities: parts.contains(.probabilities) ? probabilities : nil
        )
    }

    private func sums(_ rows: Matrix) throws(PredictionError) -> Matrix {
        switch weights {
        case .vectors(let vectors): return vectors.products(of: rows, distributions)
        case .nearest(let index, let count):
            let questions = try index.prepared(rows)
            let width = distributions.columnCount
            var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: width)
            index.forEachRow(of: questions, nearest: count) { row, neighbours in
                for neighbour in neighbours.indices {
                    for index in 0..<width {
                        result.values[row * width + index] += distributions.values[neighbour * width + index]
                    }
                }
            }
            return result
        }
    }
}
