/// How a version does now.
struct VersionFigures: Equatable, Sendable {
    /// Requests per second between the last two polls.
    var rate: Double
    /// Requests in the last polls.
    var requests: Double
    /// How many of them failed.
    var errors: Double
    /// The latencies of the last polls.
    var latency: LatencyCounts?

    /// The share of the requests that failed; absent while there were none.
    var errorShare: Double? { requests > 0 ? errors / requests : nil }
}
