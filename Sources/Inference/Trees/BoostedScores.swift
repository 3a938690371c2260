/// What the sums of a boosted classifier mean.
package struct BoostedScores: Sendable {
    /// What the trees were fitted to minimise; it says how sums become probabilities.
    package enum Loss: Sendable {
        case logLoss
        /// Two classes only; probabilities come from twice the sum.
        case exponential
    }

    /// What decides the class; they differ on ties alone.
    package enum Decision: Sendable {
        /// The largest probability, the first of equal ones.
        case probabilities
        /// The largest sum, the first of equal ones; of two classes the second one when the sum is at least 0.
        case scores
        /// The same, but of two classes the second one only when the sum is above 0.
        case positiveScores
    }

    private let loss: Loss
    private let decision: Decision

    package init(loss: Loss, decision: Decision) {
        self.loss = loss
        self.decision = decision
    }

    func check(classCount: Int, outputCount: Int) throws(ModelStructureError) {
        guard classCount >= 2, outputCount == (classCount == 2 ? 1 : classCount), loss == .logLoss || classCount == 2
        else {
            throw ModelStructureError("A boosted model of \(classCount) classes has \(outputCount) outputs")
        }
    }

    /// - Parameter scores: shape `[n, 1]` for two classes, else `[n, classCount]`.
    func prediction(_ scores: Matrix, asking parts: PredictionParts) -> Prediction {
        let wantsProbabilities = parts.contains(.probabilities)
        let probabilities = wantsProbabilities || decision == .probabilities ? probabilities(of: scores) : nil
        return Prediction(
            outcome: .classIndices(classIndices(scores, probabilities)),
            probabilities: wantsProbabilities ? probabilities : nil,
            scores: parts.contains(.scores) ? scores : nil
        )
    }

    private func classIndices(_ scores: Matrix, _ probabilities: Matrix?) -> [Int] {
        if decision == .probabilities, let probabilities { return probabilities.indicesOfRowMaxima() }
        guard scores.columnCount == 1 else { return scores.indicesOfRowMaxima() }
        let takesZero = decision == .scores
        return scores.values.map { $0 > 0 || takesZero && $0 == 0 ? 1 : 0 }
    }

    private func probabilities(of scores: Matrix) -> Matrix {
        guard scores.columnCount == 1 else {
            var result = scores
            result.updateRows(Mathematics.softmax)
            return result
        }
        let factor: Double = loss == .exponential ? 2 : 1
        var result = Matrix(repeating: 0, rowCount: scores.rowCount, columnCount: 2)
        for (row, score) in scores.values.enumerated() {
            let probability = Mathematics.logistic(factor * score)
            result[row, 0] = 1 - probability
            result[row, 1] = probability
        }
        return result
    }
}
