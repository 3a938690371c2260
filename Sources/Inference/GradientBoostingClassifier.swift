/// Boosted trees that answer a class.
///
/// - Source: `sklearn.ensemble.GradientBoostingClassifier`.
package struct GradientBoostingClassifier: PredictiveModel {
    /// What the trees were fitted to minimise; it says how sums become probabilities.
    package enum Loss: Sendable {
        case logLoss
        /// Two classes only; probabilities come from twice the sum.
        case exponential
    }

    /// What decides the class; the two differ on ties alone.
    package enum Decision: Sendable {
        /// The sums: since scikit-learn 1.4.
        case rawScores
        /// The probabilities: before that, for the log loss.
        case probabilities
    }

    private let boosting: GradientBoosting
    private let loss: Loss
    private let decision: Decision
    package let signature: ModelSignature

    /// - Throws: ``ModelStructureError`` unless `boosting` has one output for two classes, else one for each.
    package init(
        _ boosting: GradientBoosting,
        loss: Loss,
        decision: Decision,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard classes.count >= 2, boosting.outputCount == (classes.count == 2 ? 1 : classes.count),
            loss == .logLoss || classes.count == 2
        else {
            throw ModelStructureError("A boosted model of \(classes.count) classes has \(boosting.outputCount) outputs")
        }
        self.boosting = boosting
        self.loss = loss
        self.decision = decision
        signature = ModelSignature(
            featureCount: boosting.trees.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            acceptsMissing: false,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { boosting.memoryBytes }

    /// - Complexity: O(n · trees · depth); a few allocations for the batch.
    package func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction {
        let scores = boosting.rawScores(of: try TreeInput(rows, signature))
        let probabilities = wantsProbabilities || decision == .probabilities ? probabilities(of: scores) : nil
        return Prediction(
            outcome: .classIndices(classIndices(scores, probabilities)),
            probabilities: wantsProbabilities ? probabilities : nil
        )
    }

    private func classIndices(_ scores: Matrix, _ probabilities: Matrix?) -> [Int] {
        if decision == .probabilities, let probabilities { return probabilities.indicesOfRowMaxima() }
        return scores.columnCount == 1 ? scores.values.map { $0 >= 0 ? 1 : 0 } : scores.indicesOfRowMaxima()
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
