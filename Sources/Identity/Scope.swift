/// What a caller may do.
package enum Scope: String, Sendable, CaseIterable, Codable {
    /// Ask models.
    case predict
    /// Look: metrics, versions, history, events.
    case observe
    /// Change what answers, and read the audit log.
    case admin

    /// Every scope as it is written, for messages.
    package static let names = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Set<Scope> {
    /// The scopes as they are written, in their order; `none` for none.
    package var names: String {
        isEmpty ? "none" : Scope.allCases.filter(contains).map(\.rawValue).joined(separator: ", ")
    }
}
