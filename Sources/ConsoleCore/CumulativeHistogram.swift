import PrometheusText

/// The buckets of a histogram as a server exposes them: how many observations were at most each bound.
struct CumulativeHistogram: Equatable, Sendable {
    /// Buckets beyond this many are left out: no server means them, and a picture cannot show them.
    private static let bucketLimit = 512

    /// Ascending and unique; the last one is infinite where the server keeps to the format.
    private(set) var bounds: [Double] = []
    /// As many as there are bounds; never falling.
    private(set) var counts: [Double] = []

    init(bounds: [Double], counts: [Double]) {
        self.init(pairs: Array(zip(bounds, counts)))
    }

    /// - Parameter buckets: the samples of one series that end in `_bucket`, in any order.
    init(buckets: [Sample]) {
        self.init(
            pairs: buckets.compactMap { sample in
                guard let bound = sample.label("le").flatMap(Double.init) else { return nil }
                return (bound, sample.value)
            }
        )
    }

    /// What is no number or stands twice is dropped, and counts that fall are raised: the source may be hostile.
    private init(pairs: [(bound: Double, count: Double)]) {
        let usable = pairs.prefix(Self.bucketLimit).filter { !$0.bound.isNaN && $0.count.isFinite && $0.count >= 0 }
        for (bound, count) in usable.sorted(by: { $0.bound < $1.bound }) where bound != bounds.last {
            bounds.append(bound)
            counts.append(max(count, counts.last ?? 0))
        }
    }

    /// Whether a bucket holds less than it did: a process began to count anew.
    func isBehind(_ earlier: CumulativeHistogram) -> Bool {
        bounds == earlier.bounds && zip(counts, earlier.counts).contains { $0 < $1 }
    }

    /// The observations since `earlier`, bucket by bucket; since the beginning where it cannot be compared.
    func observations(since earlier: CumulativeHistogram?) -> LatencyCounts {
        var fresh = counts
        if let earlier, earlier.bounds == bounds, !isBehind(earlier) {
            fresh = zip(counts, earlier.counts).map { $0 - $1 }
        }
        var below = 0.0
        let single = fresh.map { cumulative in
            defer { below = max(below, cumulative) }
            return max(0, cumulative - below)
        }
        return LatencyCounts(bounds: bounds, counts: single)
    }
}
