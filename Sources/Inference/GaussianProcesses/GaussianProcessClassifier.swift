/// Classes by Gaussian processes: one process for two classes, else one for each class or each pair.
///
/// - Source: `sklearn.gaussian_process.GaussianProcessClassifier`.
package struct GaussianProcessClassifier: MatrixModel {
    package enum Arrangement: Sendable {
        case twoClasses
        /// The most probable class, the last of several; probabilities are scaled to sum to 1.
        case oneAgainstRest
        /// A vote of the pairs (0, 1), (0, 2) and so on; no probabilities.
        case oneAgainstOne
    }

    private let processes: [LaplaceProcess]
    private let arrangement: Arrangement
    private let classCount: Int
    package let signature: ModelSignature

    package init(
        _ processes: [LaplaceProcess],
        arrangement: Arrangement,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        let expected =
            switch arrangement {
            case .twoClasses: 1
            case .oneAgainstRest: classes.count
            case .oneAgainstOne: classes.count * (classes.count - 1) / 2
            }
        guard let first = processes.first, processes.count == expected,
            (classes.count == 2) == (arrangement == .twoClasses),
            classes.count >= 2, processes.allSatisfy({ $0.featureCount == first.featureCount })
        else {
            throw ModelStructureError("\(processes.count) processes do not tell \(classes.count) classes apart")
        }
        self.processes = processes
        self.arrangement = arrangement
        classCount = classes.count
        signature = ModelSignature(
            featureCount: first.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: arrangement != .oneAgainstOne
        )
    }

    package var memoryBytes: Int { processes.reduce(0) { $0 + $1.memoryBytes } }

    /// - Complexity: O(n · processes · rowCount · (rowCount + featureCount · terms)).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        return try RowBlocks(rowCount: rows.rowCount, width: classCount).predict { range throws(PredictionError) in
            answer(rows.rows(range), parts)
        }
    }

    private func answer(_ rows: Matrix, _ parts: PredictionParts) -> Prediction {
        switch arrangement {
        case .twoClasses: answerTwo(rows, parts)
        case .oneAgainstRest: answerRest(rows, parts)
        case .oneAgainstOne: answerPairs(rows)
        }
    }

    private func answerTwo(_ rows: Matrix, _ parts: PredictionParts) -> Prediction {
        guard parts.contains(.probabilities) else {
            return Prediction(outcome: .classIndices(processes[0].means(of: rows).map { $0 > 0 ? 1 : 0 }))
        }
        let (means, probabilities) = processes[0].probabilities(of: rows)
        return Prediction(
            outcome: .classIndices(means.map { $0 > 0 ? 1 : 0 }),
            probabilities: Matrix(
                rowCount: rows.rowCount,
                columnCount: 2,
                values: probabilities.flatMap { [1 - $0, $0] }
            )
        )
    }

    /// - Source: `sklearn.multiclass.OneVsRestClassifier`.
    private func answerRest(_ rows: Matrix, _ parts: PredictionParts) -> Prediction {
        let columns = processes.map { $0.probabilities(of: rows).probabilities }
        var probabilities = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        for row in 0..<rows.rowCount {
            for (index, column) in columns.enumerated() { probabilities[row, index] = column[row] }
        }
        let indices = (0..<rows.rowCount).map { row in
            (0..<classCount).reduce(0) { probabilities[row, $1] >= probabilities[row, $0] ? $1 : $0 }
        }
        probabilities.updateRows { row in
            let sum = row.reduce(0, +)
            if sum != 0 { for index in row.indices { row[index] /= sum } }
        }
        return Prediction(
            outcome: .classIndices(indices),
            probabilities: parts.contains(.probabilities) ? probabilities : nil
        )
    }

    /// - Source: `sklearn.multiclass.OneVsOneClassifier`.
    private func answerPairs(_ rows: Matrix) -> Prediction {
        var votes = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        var confidences = votes
        var pair = 0
        for first in 0..<classCount {
            for second in first + 1..<classCount {
                let (means, probabilities) = processes[pair].probabilities(of: rows)
                for row in 0..<rows.rowCount {
                    votes[row, means[row] > 0 ? second : first] += 1
                    confidences[row, first] -= probabilities[row]
                    confidences[row, second] += probabilities[row]
                }
                pair += 1
            }
        }
        for index in votes.values.indices {
            votes.values[index] += confidences.values[index] / (3 * (abs(confidences.values[index]) + 1))
        }
        return Prediction(outcome: .classIndices(votes.indicesOfRowMaxima()))
    }
}
