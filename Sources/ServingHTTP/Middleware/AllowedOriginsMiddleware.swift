import HTTPTypes
import Hummingbird

/// Adds CORS headers for the origins that may read answers.
struct AllowedOriginsMiddleware: RouterMiddleware {
    private let origins: Set<String>
    private let cors: CORSMiddleware<ServingContext>

    /// - Parameter origins: as browsers send them, such as `https://example.org`; `*` stands for any.
    init(_ origins: [String]) {
        self.origins = Set(origins)
        cors = CORSMiddleware(
            allowOrigin: origins.contains("*") ? .all : .originBased,
            allowHeaders: [.accept, .authorization, .contentType]
                + [RequestID.header, AdminGuard.keyHeader, TraceContext.parentHeader, TraceContext.stateHeader]
                .compactMap(\.self),
            allowMethods: [.get, .head, .post, .options],
            exposedHeaders: ["Model-Version", "X-Request-ID", "Retry-After", "traceparent", "tracestate"],
            maxAge: .hours(1)
        )
    }

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        // `*` lets any page read predictions; it opens nothing of the admin API.
        let takesAny = origins.contains("*") && context.endpointPath?.hasPrefix("/admin") != true
        guard let origin = request.headers[.origin], takesAny || origins.contains(origin) else {
            return try await next(request, context)
        }
        return try await cors.handle(request, context: context, next: next)
    }
}
