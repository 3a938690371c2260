/// The start values of boosted classifiers, from the share of each class in the training rows.
///
/// - Source: `_init_raw_predictions` of `sklearn.ensemble._gb`, and before 1.4 the losses of `_gb_losses`.
package enum BoostingStart {
    /// The logit of the second of two classes.
    ///
    /// - Parameters:
    ///   - priors: the share of each class.
    ///   - epsilon: how far shares are kept from 0 and 1.
    ///   - isHalved: for the exponential loss.
    package static func binary(priors: [Double], epsilon: Double, isHalved: Bool) -> [Double] {
        let share = clip(priors.count == 2 ? priors[1] : .nan, epsilon)
        let logit = Mathematics.logarithm(share / (1 - share))
        return [isHalved ? 0.5 * logit : logit]
    }

    /// The logarithms of the shares.
    ///
    /// - Parameter isCentred: takes off their mean, as since scikit-learn 1.4; probabilities stay the same.
    package static func multinomial(priors: [Double], epsilon: Double, isCentred: Bool) -> [Double] {
        let shares = priors.map { clip($0, epsilon) }
        let logarithms = shares.map(Mathematics.logarithm)
        guard isCentred else { return logarithms }
        let geometricMean = Mathematics.exponential(logarithms.reduce(0, +) / Double(logarithms.count))
        return shares.map { Mathematics.logarithm($0 / geometricMean) }
    }

    private static func clip(_ share: Double, _ epsilon: Double) -> Double {
        share.isNaN ? share : min(max(share, epsilon), 1 - epsilon)
    }
}
