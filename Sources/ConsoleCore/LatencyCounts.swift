#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// How many observations fell into each bucket of a histogram, within some time.
struct LatencyCounts: Equatable, Sendable {
    /// The upper bounds, ascending.
    let bounds: [Double]
    /// As many as there are bounds; not cumulative.
    private(set) var counts: [Double]

    init(bounds: [Double], counts: [Double]) {
        self.bounds = bounds
        self.counts = counts.count == bounds.count ? counts : Array(repeating: 0, count: bounds.count)
    }

    var total: Double { counts.reduce(0, +) }

    /// Adds the observations of another time; those with other bounds are left out.
    mutating func add(_ other: LatencyCounts) {
        guard other.bounds == bounds else { return }
        for index in counts.indices {
            counts[index] += other.counts[index]
        }
    }

    /// The value that a share of the observations did not exceed; absent while there are none.
    ///
    /// Within a bucket the values are taken to lie evenly on a logarithmic scale, which is where latencies lie.
    func quantile(_ share: Double) -> Quantile? {
        let total = total
        guard total > 0, total.isFinite else { return nil }
        let rank = share * total
        var below = 0.0
        for (index, count) in counts.enumerated() where count > 0 {
            if below + count >= rank {
                return quantile(inBucket: index, at: (rank - below) / count)
            }
            below += count
        }
        return nil
    }

    private func quantile(inBucket index: Int, at share: Double) -> Quantile {
        let upper = bounds[index]
        guard index > 0 else { return Quantile(value: upper, bucket: index, clipped: .below) }
        let lower = bounds[index - 1]
        guard upper.isFinite else { return Quantile(value: lower, bucket: index, clipped: .above) }
        guard lower > 0 else { return Quantile(value: upper, bucket: index, clipped: .below) }
        let value = lower * pow(upper / lower, min(1, max(0, share)))
        return Quantile(value: value, bucket: index, clipped: nil)
    }
}
