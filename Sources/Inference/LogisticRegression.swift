/// A linear model of class probabilities.
///
/// - Source: `sklearn.linear_model.LogisticRegression`.
package struct LogisticRegression: PredictiveModel {
    /// How sums become probabilities.
    package enum Link: Sendable {
        /// Each class against the rest, then scaled to sum to 1; for two classes, the logistic function of one sum.
        case oneAgainstRest
        /// All classes at once; for two classes, over the sum and its negative.
        case softmax
    }

    private let scores: LinearScores
    private let link: Link
    package let signature: ModelSignature

    /// - Parameters:
    ///   - coefficients: shape `[1, featureCount]` for two classes, else `[classCount, featureCount]`.
    ///   - intercepts: one for each row of `coefficients`.
    package init(
        coefficients: Matrix,
        intercepts: [Double],
        classes: [ClassLabel],
        link: Link,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        scores = try LinearScores(coefficients: coefficients, intercepts: intercepts)
        guard classes.count >= 2, scores.outputCount == (classes.count == 2 ? 1 : classes.count) else {
            throw ModelStructureError(
                "A linear model of \(classes.count) classes has \(scores.outputCount) rows of coefficients"
            )
        }
        self.link = link
        signature = ModelSignature(
            featureCount: scores.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            acceptsMissing: false,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { scores.memoryBytes }

    /// - Complexity: O(n · classCount · featureCount).
    package func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction {
        try rows.requireWidth(scores.featureCount)
        try rows.requireFinite(acceptsMissing: false)
        let sums = scores.scores(of: rows)
        let isBinary = scores.outputCount == 1
        let indices = isBinary ? sums.values.map { $0 > 0 ? 1 : 0 } : sums.indicesOfRowMaxima()
        return Prediction(
            outcome: .classIndices(indices),
            probabilities: wantsProbabilities ? probabilities(of: sums) : nil
        )
    }

    private func probabilities(of sums: Matrix) -> Matrix {
        if sums.columnCount == 1 { return binaryProbabilities(of: sums.values) }
        var result = sums
        result.updateRows { row in
            switch link {
            case .softmax: Mathematics.softmax(row)
            case .oneAgainstRest: Self.scaleLogistic(row)
            }
        }
        return result
    }

    private func binaryProbabilities(of sums: [Double]) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: sums.count, columnCount: 2)
        for (row, sum) in sums.enumerated() {
            result[row, 0] = -sum
            result[row, 1] = sum
        }
        result.updateRows { row in
            switch link {
            case .softmax:
                Mathematics.softmax(row)
            case .oneAgainstRest:
                row[1] = Mathematics.logistic(row[1])
                row[0] = 1 - row[1]
            }
        }
        return result
    }

    private static func scaleLogistic(_ row: UnsafeMutableBufferPointer<Double>) {
        var total = 0.0
        for index in row.indices {
            row[index] = Mathematics.logistic(row[index])
            total += row[index]
        }
        for index in row.indices { row[index] /= total }
    }
}
