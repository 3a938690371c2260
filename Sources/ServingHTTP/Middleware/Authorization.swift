import Hummingbird
import Identity

/// Holds each request against what the ``AccessTable`` asks.
struct Authorization {
    let adminGuard: AdminGuard
    let coverage: Authenticator.Coverage

    /// Turns away who may not do what is asked.
    ///
    /// - Parameter requirement: the table's, for the route and method; nil for a path that there is not.
    func check(
        _ requirement: AccessTable.Requirement?,
        _ request: Request,
        _ context: ServingContext
    ) throws(HTTPFailure) {
        if requirement?.surface == .admin { try adminGuard.check(request) }
        try check(requirement, context)
    }

    private func check(_ requirement: AccessTable.Requirement?, _ context: ServingContext) throws(HTTPFailure) {
        switch demand(requirement) {
        case .nothing:
            return
        case .anyKey:
            _ = try principal(context)
        case .scope(let scope):
            let principal = try principal(context, scope)
            guard principal.scopes.contains(scope) else { throw Self.insufficient(principal, scope) }
        }
    }

    private enum Demand {
        case nothing
        case anyKey
        case scope(Scope)
    }

    private func demand(_ requirement: AccessTable.Requirement?) -> Demand {
        switch coverage {
        case .nothing:
            return .nothing
        case .administration:
            guard let requirement, requirement.surface == .admin else { return .nothing }
            return requirement.scope.map { .scope($0) } ?? .anyKey
        case .everything:
            // What there is no route for wants a key too: without one nobody learns which paths exist.
            guard let requirement else { return .anyKey }
            return requirement.scope.map { .scope($0) } ?? (requirement.surface == .admin ? .anyKey : .nothing)
        }
    }

    private func principal(_ context: ServingContext, _ scope: Scope? = nil) throws(HTTPFailure) -> Principal {
        if let principal = context.principal { return principal }
        let wanted = scope.map { " that has the scope '\($0.rawValue)'" } ?? ""
        throw context.identificationFailure ?? Credential.missing(wanted)
    }

    private static func insufficient(_ principal: Principal, _ scope: Scope) -> HTTPFailure {
        let whose = principal.kind == .token ? "the token of '\(principal.name)'" : "the key '\(principal.name)'"
        return Credential.insufficient(
            "this needs the scope '\(scope.rawValue)'; \(whose) has: \(principal.scopes.names)",
            scope: scope.rawValue
        )
    }
}
