package import ModelSwitchAPI
package import PrometheusText

/// What a server said when it was asked how it is.
package struct Poll: Sendable, Equatable {
    package var active: ActiveVersion
    package var versions: [VersionObject]
    /// The metrics; none where the server does not give them, ``metricsProblem`` then says why.
    package var families: [MetricFamily]
    package var metricsProblem: String?
    /// The activations, newest first; absent when they were not asked for again.
    package var history: [HistoryEntry]?
    /// Seconds from the question to the answer.
    package var elapsed: Double

    package init(
        active: ActiveVersion,
        versions: [VersionObject],
        families: [MetricFamily],
        metricsProblem: String? = nil,
        history: [HistoryEntry]? = nil,
        elapsed: Double
    ) {
        self.active = active
        self.versions = versions
        self.families = families
        self.metricsProblem = metricsProblem
        self.history = history
        self.elapsed = elapsed
    }
}
