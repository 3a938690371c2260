/// What a caller may do.
package enum Scope: String, Sendable, CaseIterable, Codable {
    /// Ask models.
    case predict
    /// Look: metrics, versions, history, events.
    case observe
    /// Change what answers, and read the audit log.
    case admin
}
