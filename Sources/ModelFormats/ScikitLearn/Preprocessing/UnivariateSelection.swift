import Inference

/// Which features a score or a p-value for each of them keeps.
///
/// - Source: `sklearn.feature_selection._univariate_selection`.
enum UnivariateSelection {
    /// By the names that `GenericUnivariateSelect` has for them.
    enum Mode: String {
        case bestCount = "k_best"
        case percentile
        case falsePositiveRate = "fpr"
        case falseDiscoveryRate = "fdr"
        case familyWiseError = "fwe"

        /// - Parameters:
        ///   - values: for each feature its score (the first two modes), or its p-value.
        ///   - parameter: how many features, which share of them, or the level of significance.
        func mask(_ values: [Double], parameter: Double) -> [Bool] {
            switch self {
            case .bestCount: UnivariateSelection.best(values, parameter)
            case .percentile: UnivariateSelection.percentile(values, parameter)
            case .falsePositiveRate: values.map { $0 < parameter }
            case .falseDiscoveryRate: UnivariateSelection.discovered(values, parameter)
            case .familyWiseError: values.map { $0 < parameter / Double(values.count) }
            }
        }
    }

    /// Of equal scores the last ones are taken.
    private static func best(_ scores: [Double], _ count: Double) -> [Bool] {
        let scores = withoutNaN(scores)
        let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
        var mask = [Bool](repeating: false, count: scores.count)
        let kept = count > 0 ? Int(min(count, Double(scores.count))) : 0
        for index in order.suffix(kept) { mask[index] = true }
        return mask
    }

    /// Of the scores that equal the percentile the first ones are taken.
    private static func percentile(_ scores: [Double], _ percentile: Double) -> [Bool] {
        if percentile >= 100 || scores.isEmpty { return scores.map { _ in true } }
        if percentile <= 0 || percentile.isNaN { return scores.map { _ in false } }
        let scores = withoutNaN(scores)
        let threshold = quantile(scores.sorted(), (100 - percentile) / 100)
        var mask = scores.map { $0 > threshold }
        let room = Int(Double(scores.count) * percentile / 100) - mask.count { $0 }
        let ties = scores.indices.filter { scores[$0] == threshold }
        for index in room >= 0 ? ties.prefix(room) : ties.dropLast(-room) { mask[index] = true }
        return mask
    }

    /// - Source: `numpy.percentile` with linear interpolation.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = min(sorted.count - 1, max(0, Int(place)))
        let above = min(sorted.count - 1, below + 1)
        let (low, high) = (sorted[below], sorted[above])
        let part = place - Double(below)
        return part >= 0.5 ? high - (high - low) * (1 - part) : low + (high - low) * part
    }

    /// The procedure of Benjamini and Hochberg.
    private static func discovered(_ pValues: [Double], _ level: Double) -> [Bool] {
        let sorted = pValues.filter { !$0.isNaN }.sorted()
        let step = level / Double(pValues.count)
        guard let last = sorted.indices.last(where: { sorted[$0] <= step * Double($0 + 1) }) else {
            return pValues.map { _ in false }
        }
        return pValues.map { $0 <= sorted[last] }
    }

    private static func withoutNaN(_ scores: [Double]) -> [Double] {
        scores.map { $0.isNaN ? -Double.greatestFiniteMagnitude : $0 }
    }
}
