/// The time between two polls, for every version.
struct TimelineColumn: Equatable, Sendable {
    /// How long it was, as measured; more than 0.
    var seconds: Double
    /// The version that became active in it.
    var activated: VersionID?
    /// Whether the server's counters began anew in it.
    var isRestart: Bool
    var intervals: [VersionID: Interval]
}
