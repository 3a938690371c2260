import Hummingbird
import Identity

/// Finds out who calls.
///
/// A key that is not right is remembered and not refused here: whether it matters depends on the route, and limits on
/// how often somebody may try stand between.
struct IdentificationMiddleware: RouterMiddleware {
    let authenticator: Authenticator

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        guard authenticator.coverage != .nothing else { return try await next(request, context) }
        var context = context
        do throws(HTTPFailure) {
            context.principal = try principal(request)
        } catch {
            context.identificationFailure = error
        }
        return try await next(request, context)
    }

    private func principal(_ request: Request) throws(HTTPFailure) -> Principal? {
        guard let credential = try Credential.find(in: request.headers) else { return nil }
        do {
            return try authenticator.identify(credential)
        } catch {
            throw Credential.wrong(error.message)
        }
    }
}
