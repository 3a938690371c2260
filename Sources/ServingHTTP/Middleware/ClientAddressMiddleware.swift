import Admission
import HTTPTypes
import Hummingbird

/// Finds the address that a request came from behind proxies that are trusted.
struct ClientAddressMiddleware: RouterMiddleware {
    let proxies: TrustedProxies

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
    private static let forwarded = HTTPField.Name("Forwarded")

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        guard let peer = context.ipAddress, proxies.contains(peer) else { return try await next(request, context) }
        context.forwardedAddress = proxies.client(
            peer: peer,
            forwardedFor: Self.forwardedFor.map { request.headers[values: $0] } ?? [],
            forwarded: Self.forwarded.map { request.headers[values: $0] } ?? []
        )
        return try await next(request, context)
    }
}
