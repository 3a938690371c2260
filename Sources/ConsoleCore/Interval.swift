/// What one version did between two polls.
struct Interval: Equatable, Sendable {
    var requests: Double
    var errors: Double
    var latency: LatencyCounts?

    /// - Parameter earlier: the counters at the poll before; absent when the version had not answered yet, or when
    ///   its server began to count anew.
    init(from earlier: VersionMetrics?, to later: VersionMetrics) {
        requests = max(0, later.requests - (earlier?.requests ?? 0))
        errors = max(0, later.failed - (earlier?.failed ?? 0))
        latency = later.latency?.observations(since: earlier?.latency)
    }
}
