import HTTPTypes
import Hummingbird

/// Lets the pages of some origins read answers (CORS).
///
/// Never with credentials: a page that has a key sends it as a header, and no cookie or certificate of the browser
/// speaks for it. What is refused further inside carries the headers too, so that the page can read why.
struct AllowedOriginsMiddleware: RouterMiddleware {
    private let origins: Set<String>
    private let takesAny: Bool
    /// The methods of each path, for preflights.
    private let methods: [String: String]
    private let table: AccessTable
    private let adminGuard: AdminGuard

    /// - Parameters:
    ///   - origins: as browsers send them, such as `https://example.org`; `*` stands for any.
    ///   - methods: what each path takes.
    init(
        _ origins: [String],
        methods: [String: [HTTPRequest.Method]],
        table: AccessTable,
        adminGuard: AdminGuard
    ) {
        self.origins = Set(origins)
        takesAny = origins.contains("*")
        self.methods = methods.mapValues { $0.map(\.rawValue).joined(separator: ", ") }
        self.table = table
        self.adminGuard = adminGuard
    }

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        let allowed = allowedOrigin(of: request, context)
        var response: Response
        if allowed != nil, request.method == .options, let preflight = preflight(request, context) {
            response = preflight
        } else {
            response = try await next(request, context)
        }
        if let allowed {
            response.headers[.accessControlAllowOrigin] = allowed
            response.headers[.accessControlExposeHeaders] = Self.exposedHeaders
        }
        // Who keeps answers must not hand one origin's to another, nor one without an origin to any.
        if !takesAny { response.headers.append(HTTPField(name: .vary, value: "Origin")) }
        return response
    }

    /// What the answer says of the request's origin; nil when its page may not read it.
    private func allowedOrigin(of request: Request, _ context: ServingContext) -> String? {
        guard let origin = request.headers[.origin] else { return nil }
        if origins.contains(origin), origin != "*" { return origin }
        // `*` lets any page read predictions; it opens nothing of the admin API.
        return takesAny && surface(context) != .admin ? "*" : nil
    }

    /// The answer to a browser that asks before it sends; nil for a path that there is not, or an admin route that is
    /// called by a foreign name.
    private func preflight(_ request: Request, _ context: ServingContext) -> Response? {
        guard let path = context.endpointPath, let methods = methods[path] else { return nil }
        guard surface(context) != .admin || adminGuard.knowsHost(of: request) else { return nil }
        return Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: methods,
                .accessControlAllowHeaders: Self.allowedHeaders,
                .accessControlMaxAge: "3600",
            ]
        )
    }

    private func surface(_ context: ServingContext) -> Endpoint.Surface? {
        table.requirement(context.endpointPath, .options)?.surface
    }

    private static let allowedHeaders = [
        "Accept", "Authorization", "Content-Encoding", "Content-Type", "Inference-Header-Content-Length",
        "Last-Event-ID", "Request-Timeout", "X-API-Key", "X-Request-ID", "traceparent", "tracestate",
    ].joined(separator: ", ")

    private static let exposedHeaders = [
        "Inference-Header-Content-Length", "Model-Version", "RateLimit", "RateLimit-Policy", "Retry-After",
        "WWW-Authenticate", "X-Request-ID", "traceparent", "tracestate",
    ].joined(separator: ", ")
}
