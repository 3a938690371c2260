/// The last minutes, a column for each poll, oldest first.
struct Timeline: Equatable, Sendable {
    /// As many as the widest picture can show.
    private static let limit = 300
    /// The polls that figures and the histogram are drawn from.
    static let window = 10

    private(set) var columns: [TimelineColumn] = []

    /// Adds what happened between two polls.
    ///
    /// - Parameter seconds: the measured time between them.
    mutating func append(
        from earlier: ServerMetrics,
        to later: ServerMetrics,
        seconds: Double,
        activated: VersionID?
    ) {
        guard seconds > 0, seconds.isFinite else { return }
        let isRestart = later.isRestarted(since: earlier)
        var intervals: [VersionID: Interval] = [:]
        for (id, metrics) in later.versions {
            intervals[id] = Interval(from: isRestart ? nil : earlier.versions[id], to: metrics)
        }
        columns.append(
            TimelineColumn(seconds: seconds, activated: activated, isRestart: isRestart, intervals: intervals)
        )
        columns.removeFirst(max(0, columns.count - Self.limit))
    }

    /// The figures of a version now; absent before two polls have seen it.
    func figures(of id: VersionID) -> VersionFigures? {
        guard let last = columns.last, let interval = last.intervals[id] else { return nil }
        let recent = columns.suffix(Self.window).compactMap { $0.intervals[id] }
        return VersionFigures(
            rate: interval.requests / last.seconds,
            requests: recent.reduce(0) { $0 + $1.requests },
            errors: recent.reduce(0) { $0 + $1.errors },
            latency: latency(of: id, last: Self.window)
        )
    }

    /// The observations of a version in the last `count` columns, added up.
    func latency(of id: VersionID, last count: Int) -> LatencyCounts? {
        let all = columns.suffix(count).compactMap { $0.intervals[id]?.latency }
        guard let newest = all.last else { return nil }
        var sum = LatencyCounts(bounds: newest.bounds, counts: newest.bounds.map { _ in 0 })
        for counts in all { sum.add(counts) }
        return sum
    }

    /// The requests per second of a version in the last `count` columns; 0 where it did not run.
    func rates(of id: VersionID, last count: Int) -> [Double] {
        columns.suffix(count).map { column in
            (column.intervals[id]?.requests ?? 0) / column.seconds
        }
    }

    /// The highest rate of any version in the last `count` columns.
    func highestRate(last count: Int) -> Double {
        columns.suffix(count).lazy
            .flatMap { column in column.intervals.values.lazy.map { $0.requests / column.seconds } }
            .max() ?? 0
    }
}
