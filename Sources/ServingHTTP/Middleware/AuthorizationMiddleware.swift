import Hummingbird
import Identity

/// Holds each request against the ``AccessTable``.
struct AuthorizationMiddleware: RouterMiddleware {
    let table: AccessTable
    let adminGuard: AdminGuard

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        if table.requirement(context.endpointPath, request.method)?.surface == .admin {
            try adminGuard.check(request)
        }
        return try await next(request, context)
    }
}
