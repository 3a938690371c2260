/// A quantile read from buckets.
struct Quantile: Equatable, Sendable {
    /// Why the value is a limit only.
    enum Clip: Equatable, Sendable {
        /// It lies in the lowest bucket, which has no lower bound.
        case below
        /// It lies in the highest bucket, which has no upper bound.
        case above
    }

    /// In seconds.
    var value: Double
    /// The index of the bucket that holds it.
    var bucket: Int
    var clipped: Clip?

    /// Such as `3.9ms`, `<1.0µs` or `>11s`.
    var text: String {
        let figure = Figures.latency(value)
        return switch clipped {
        case nil: figure
        case .below: "<" + figure
        case .above: ">" + figure
        }
    }
}
