/// Neighbouring buckets that share a line of the picture.
struct BucketRow: Equatable {
    /// The indices of the buckets.
    let buckets: Range<Int>
    /// The upper bound of the slowest one.
    let bound: Double
    /// The lower bound of the fastest one; 0 for the first.
    let lowerBound: Double

    /// Such as `5.5ms`; `>11s` for the one without an upper bound.
    var label: String {
        bound.isFinite ? Figures.latency(bound) : ">" + Figures.latency(lowerBound)
    }

    func count(in counts: LatencyCounts) -> Double {
        counts.counts[buckets.clamped(to: counts.counts.indices)].reduce(0, +)
    }

    /// The lines that show every bucket in which something was seen, and one more at each end if there is room; slowest
    /// first.
    ///
    /// - Parameters:
    ///   - counts: all that is shown.
    ///   - limit: as many lines as there may be; buckets are merged until they fit.
    static func rows(for counts: LatencyCounts, limit: Int) -> [BucketRow] {
        guard limit > 0, let first = counts.counts.firstIndex(where: { $0 > 0 }),
            let last = counts.counts.lastIndex(where: { $0 > 0 })
        else { return [] }
        let seen = first..<last + 1
        let margin = max(0, first - 1)..<min(counts.bounds.count, last + 2)
        var merged = 1
        while groups(of: seen, by: merged).count > limit { merged += 1 }
        let range = groups(of: margin, by: merged).count <= limit ? margin : seen
        return groups(of: range, by: merged).reversed().map { group in
            let buckets = group.clamped(to: counts.bounds.indices)
            return BucketRow(
                buckets: buckets,
                bound: counts.bounds[buckets.upperBound - 1],
                lowerBound: buckets.lowerBound > 0 ? counts.bounds[buckets.lowerBound - 1] : 0
            )
        }
    }

    /// Groups begin at multiples of their size: a bucket more at one end moves no boundary.
    private static func groups(of range: Range<Int>, by size: Int) -> [Range<Int>] {
        (range.lowerBound / size...(range.upperBound - 1) / size).map { $0 * size..<($0 + 1) * size }
    }
}
