/// What the metrics say of one version: counters since its server started.
struct VersionMetrics: Equatable, Sendable {
    var succeeded = 0.0
    var failed = 0.0
    var latency: CumulativeHistogram?

    var requests: Double { succeeded + failed }

    /// Whether a counter stands lower than it did.
    func isBehind(_ earlier: VersionMetrics) -> Bool {
        if succeeded < earlier.succeeded || failed < earlier.failed { return true }
        guard let latency, let earlierLatency = earlier.latency else { return false }
        return latency.isBehind(earlierLatency)
    }
}
