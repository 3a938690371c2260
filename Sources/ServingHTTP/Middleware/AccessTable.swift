import HTTPTypes
import Identity

/// What each route asks of its callers: the one table that requests are held against, made from the endpoints.
///
/// What is not in the table — a path or a method that there is not — asks for what the strictest reader could guess: a
/// caller who is known at all. So nobody learns by asking which paths exist.
struct AccessTable: Sendable {
    /// What is asked of a caller.
    struct Requirement: Sendable, Equatable {
        let surface: Endpoint.Surface
        /// Nil for everybody.
        let scope: Scope?
    }

    private struct Path {
        let byMethod: [HTTPRequest.Method: Requirement]
        /// For the methods that the path does not take: what its strictest endpoint asks.
        let strictest: Requirement
    }

    private let paths: [String: Path]

    init(_ endpoints: [Endpoint]) {
        paths = Dictionary(grouping: endpoints, by: \.path).mapValues { endpoints in
            let requirements = endpoints.map { Requirement(surface: $0.surface, scope: $0.scope) }
            var byMethod = Dictionary(
                zip(endpoints.map(\.method), requirements),
                uniquingKeysWith: { first, _ in first }
            )
            if byMethod[.head] == nil { byMethod[.head] = byMethod[.get] }
            let strictest = requirements.max { Self.strength($0) < Self.strength($1) }
            return Path(byMethod: byMethod, strictest: strictest ?? Requirement(surface: .open, scope: nil))
        }
    }

    /// What a request must fulfil; nil for a path that there is not.
    ///
    /// - Parameter path: the route's template, as the router found it.
    func requirement(_ path: String?, _ method: HTTPRequest.Method) -> Requirement? {
        guard let path = path.flatMap({ paths[$0] }) else { return nil }
        return path.byMethod[method] ?? path.strictest
    }

    private static func strength(_ requirement: Requirement) -> Int {
        let scope =
            switch requirement.scope {
            case nil: 0
            case .predict: 1
            case .observe: 2
            case .admin: 3
            }
        return scope + (requirement.surface == .admin ? 4 : 0)
    }
}
