import Identity

extension Authenticator.Coverage {
    /// Whether an endpoint answers only those who show a key or a token.
    func demandsKey(for endpoint: Endpoint) -> Bool {
        switch self {
        case .nothing: false
        case .administration: endpoint.surface == .admin
        case .everything: endpoint.scope != nil || endpoint.surface == .admin
        }
    }
}
