/// A linear model of classes.
///
/// - Source: `sklearn.linear_model.LogisticRegression`, `SGDClassifier`, `RidgeClassifier`, `sklearn.svm.LinearSVC` and the
///   others that share `LinearClassifierMixin`.
package struct LinearClassifier: LinearModel {
    /// How sums become probabilities.
    package enum Link: Sendable {
        /// Each class against the rest, then scaled to sum to 1; for two classes, the logistic function of one sum.
        case oneAgainstRest
        /// All classes at once; for two classes, over the sum and its negative.
        case softmax
        /// Sums from −1 to 1 become probabilities from 0 to 1, what is beyond is cut; then as `oneAgainstRest`.
        case clipped
    }

    let scores: LinearScores
    private let link: Link?
    package let signature: ModelSignature

    /// - Parameters:
    ///   - coefficients: shape `[1, featureCount]` for two classes, else `[classCount, featureCount]`.
    ///   - intercepts: one for each row of `coefficients`.
    ///   - link: nil for a model without probabilities.
    package init(
        coefficients: Matrix,
        intercepts: [Double],
        classes: [ClassLabel],
        link: Link?,
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
            givesProbabilities: link != nil,
            givesScores: true
        )
    }

    func answer(_ sums: Matrix, asking parts: PredictionParts) -> Prediction {
        let isBinary = scores.outputCount == 1
        let indices = isBinary ? sums.values.map { $0 > 0 ? 1 : 0 } : sums.indicesOfRowMaxima()
        return Prediction(
            outcome: .classIndices(indices),
            probabilities: parts.contains(.probabilities) ? link.map { probabilities(of: sums, $0) } : nil,
            scores: parts.contains(.scores) ? sums : nil
        )
    }

    private func probabilities(of sums: Matrix, _ link: Link) -> Matrix {
        if sums.columnCount == 1 { return Self.binaryProbabilities(of: sums.values, link) }
        var result = sums
        result.updateRows { row in
            switch link {
            case .softmax: Mathematics.softmax(row)
            case .oneAgainstRest: Self.scale(row, Mathematics.logistic)
            case .clipped: Self.scale(row, Self.clipped)
            }
        }
        return result
    }

    private static func binaryProbabilities(of sums: [Double], _ link: Link) -> Matrix {
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
            case .clipped:
                row[1] = clipped(row[1])
                row[0] = 1 - row[1]
            }
        }
        return result
    }

    private static func clipped(_ sum: Double) -> Double { (max(-1, min(1, sum)) + 1) / 2 }

    /// Where no class has a probability at all, each has the same. (scikit-learn before 1.9 gives NaN for logistic ones.)
    private static func scale(_ row: UnsafeMutableBufferPointer<Double>, _ probability: (Double) -> Double) {
        var total = 0.0
        for index in row.indices {
            row[index] = probability(row[index])
            total += row[index]
        }
        if total == 0 {
            row.update(repeating: 1)
            total = Double(row.count)
        }
        for index in row.indices { row[index] /= total }
    }
}
