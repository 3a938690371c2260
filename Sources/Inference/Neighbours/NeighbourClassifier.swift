/// Answers the class that most of the neighbours have, for one output or for several.
///
/// - Source: `sklearn.neighbors.KNeighborsClassifier` and `RadiusNeighborsClassifier`.
package struct NeighbourClassifier: MatrixModel {
    private let index: NeighbourIndex
    private let reach: NeighbourReach
    private let weights: NeighbourWeights
    private let outputs: [NeighbourOutput]
    private let isMultiple: Bool
    package let signature: ModelSignature

    /// - Parameters:
    ///   - outputs: at least one.
    ///   - isMultiple: whether the answer is a list of outputs, even if there is only one.
    package init(
        _ index: NeighbourIndex,
        reach: NeighbourReach,
        weights: NeighbourWeights,
        outputs: [NeighbourOutput],
        isMultiple: Bool,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard let first = outputs.first, isMultiple || outputs.count == 1 else {
            throw ModelStructureError("A classifier of one output has \(outputs.count)")
        }
        for output in outputs { try output.check(rowCount: index.rowCount) }
        try index.check(reach)
        self.index = index
        self.reach = reach
        self.weights = weights
        self.outputs = outputs
        self.isMultiple = isMultiple
        signature = ModelSignature(
            featureCount: index.featureCount,
            featureNames: featureNames,
            task: isMultiple
                ? .multipleClassification(classes: outputs.map(\.classes)) : .classification(classes: first.classes),
            acceptsMissing: index.metric.acceptsMissing,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { index.memoryBytes + outputs.reduce(0) { $0 + 8 * $1.targets.count } }

    /// - Throws: ``PredictionError`` also for a row without neighbours, when the model has no label for such rows.
    /// - Complexity: O(n · rowCount · featureCount) without a tree.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let questions = try index.prepared(rows)
        // Rows of many classes are answered a few at a time.
        let blocks = RowBlocks(rowCount: rows.rowCount, width: outputs.reduce(0) { $0 + $1.classes.count })
        return try blocks.predict { range throws(PredictionError) in
            try answer(questions.rows(range), from: range.lowerBound, parts)
        }
    }

    private func answer(
        _ questions: Matrix,
        from start: Int,
        _ parts: PredictionParts
    ) throws(PredictionError) -> Prediction {
        var probabilities = outputs.map {
            Matrix(repeating: 0, rowCount: questions.rowCount, columnCount: $0.classes.count)
        }
        var lonelyRow: Int?
        var shares: [Double] = []
        index.forEachRow(of: questions, reach) { row, neighbours in
            if neighbours.indices.isEmpty, lonelyRow == nil { lonelyRow = row }
            shares = neighbours.distances
            weights.weigh(&shares)
            for (place, output) in outputs.enumerated() {
                let width = output.classes.count
                probabilities[place].values.withUnsafeMutableBufferPointer { values in
                    let result = UnsafeMutableBufferPointer(rebasing: values[row * width..<(row + 1) * width])
                    output.setProbabilities(neighbours, shares, result)
                }
            }
        }
        if let lonelyRow, outputs.contains(where: { $0.lonely == .refused }) { throw noNeighbours(start + lonelyRow) }
        return answer(probabilities, parts)
    }

    private func answer(_ probabilities: [Matrix], _ parts: PredictionParts) -> Prediction {
        let predictions = zip(outputs, probabilities).map { output, probabilities in
            var indices: [Int] = []
            probabilities.forEachRow { _, row in indices.append(output.winner(row)) }
            return Prediction(
                outcome: .classIndices(indices),
                probabilities: parts.contains(.probabilities) ? probabilities : nil
            )
        }
        return isMultiple ? Prediction(outcome: .outputs(predictions)) : predictions[0]
    }

    private func noNeighbours(_ row: Int) -> PredictionError {
        let radius = if case .within(let radius) = reach { " \(radius)" } else { "" }
        return PredictionError(
            .noNeighbours,
            "Row \(row) (counted from 0) has no neighbours within the radius\(radius), and the model has no label for such "
                + "rows. Train it with a larger radius or with outlier_label"
        )
    }
}
