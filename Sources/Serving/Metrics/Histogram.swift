/// How often a duration fell into each bucket, and the sum of all.
///
/// Bucket `i` counts durations up to `2^((i - 40) / 2)` seconds: 0.95 µs for the first, 11.3 s for the last but one, and
/// everything longer for the last. The bounds are those of Prometheus' native histograms of schema 1.
package final class Histogram: Sendable {
    /// The upper bounds in seconds, the last of them infinite.
    package static let bounds: [Double] = (lowest...highest).map(bound) + [.infinity]

    private static let lowest = -40
    private static let highest = 7
    private static let sumScale = 1e9

    /// The buckets, and after them the sum in nanoseconds.
    private let cells = ShardedCells(count: bounds.count + 1)

    package init() {}

    /// Counts one duration.
    ///
    /// - Parameter seconds: at least 0; anything else counts as 0.
    package func record(_ seconds: Double) {
        let seconds = seconds > 0 ? min(seconds, 1e9) : 0
        cells.add(at: Self.bucket(of: seconds))
        cells.add(UInt64(seconds * Self.sumScale), at: Self.bounds.count)
    }

    /// The counts of each bucket alone, in the order of ``bounds``, and the sum in seconds.
    package var snapshot: (counts: [UInt64], sum: Double) {
        let counts = Self.bounds.indices.map { cells.value(at: $0) }
        return (counts, Double(cells.value(at: Self.bounds.count)) / Self.sumScale)
    }

    /// The first bucket whose bound is at least `seconds`.
    static func bucket(of seconds: Double) -> Int {
        guard seconds > bounds[0] else { return 0 }
        guard seconds <= bounds[bounds.count - 2] else { return bounds.count - 1 }
        let halves = seconds.significand == 1 ? 0 : (seconds.significand <= squareRootOfTwo ? 1 : 2)
        return 2 * Int(seconds.exponent) + halves - lowest
    }

    private static func bound(_ halves: Int) -> Double {
        let whole = Double(sign: .plus, exponent: halves >> 1, significand: 1)
        return halves & 1 == 0 ? whole : whole * squareRootOfTwo
    }

    private static let squareRootOfTwo = 2.0.squareRoot()
}
