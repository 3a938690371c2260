/// How the probabilities from which a boosted classifier starts become sums.
///
/// - Source: `_init_raw_predictions` of `sklearn.ensemble._gb`, and before 1.4 the losses of `_gb_losses`.
package struct BoostingLink: Sendable {
    /// How far probabilities are kept from 0 and 1.
    private let epsilon: Double
    /// Whether logits are halved, for the exponential loss.
    private let isHalved: Bool
    /// Whether the mean of several classes' logarithms is taken off; probabilities stay the same.
    private let isCentred: Bool

    package init(epsilon: Double, isHalved: Bool, isCentred: Bool) {
        self.epsilon = epsilon
        self.isHalved = isHalved
        self.isCentred = isCentred
    }

    /// One score for two classes, else one for each.
    ///
    /// - Parameter probabilities: of each class, at least two.
    package func scores(of probabilities: [Double]) -> [Double] {
        probabilities.count == 2 ? [logit(of: probabilities[1])] : logarithms(of: probabilities)
    }

    /// The same for each row.
    func scores(of probabilities: Matrix) -> Matrix {
        let outputCount = probabilities.columnCount == 2 ? 1 : probabilities.columnCount
        var values: [Double] = []
        values.reserveCapacity(probabilities.rowCount * outputCount)
        for row in 0..<probabilities.rowCount { values += scores(of: Array(probabilities.row(row))) }
        return Matrix(rowCount: probabilities.rowCount, columnCount: outputCount, values: values)
    }

    private func logit(of probability: Double) -> Double {
        let share = clip(probability)
        let logit = Mathematics.logarithm(share / (1 - share))
        return isHalved ? 0.5 * logit : logit
    }

    private func logarithms(of probabilities: [Double]) -> [Double] {
        let shares = probabilities.map(clip)
        let logarithms = shares.map(Mathematics.logarithm)
        guard isCentred, !shares.isEmpty else { return logarithms }
        let geometricMean = Mathematics.exponential(logarithms.reduce(0, +) / Double(logarithms.count))
        return shares.map { Mathematics.logarithm($0 / geometricMean) }
    }

    private func clip(_ share: Double) -> Double {
        share.isNaN ? share : min(max(share, epsilon), 1 - epsilon)
    }
}
