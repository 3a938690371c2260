import HTTPTypes
import Hummingbird

/// Adds the headers that keep browsers from doing more with an answer than was meant.
struct SecurityHeadersMiddleware: RouterMiddleware {
    /// The paths whose answers depend on who asks.
    private let keyed: Set<String>
    /// The paths that people open in a browser.
    private let pages: Set<String>
    private let isTLS: Bool

    init(_ endpoints: [Endpoint], isTLS: Bool) {
        keyed = Set(endpoints.filter { $0.scope != nil }.map(\.path))
        pages = Set(endpoints.filter { $0.documentation.section == .documents }.map(\.path))
        self.isTLS = isTLS
    }

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers.append(Self.noSniffing)
        if isTLS { response.headers.append(Self.strictTransport) }
        // A look at each field is cheaper than the index that a subscript would make of them.
        if isPrivate(response, context.endpointPath), !response.headers.contains(where: { $0.name == .cacheControl }) {
            response.headers.append(Self.noStore)
        }
        if isPage(response, context.endpointPath) { addPageHeaders(to: &response) }
        return response
    }

    private func isPrivate(_ response: Response, _ path: String?) -> Bool {
        if response.status == .unauthorized || response.status == .forbidden { return true }
        return path.map(keyed.contains) ?? false
    }

    private func isPage(_ response: Response, _ path: String?) -> Bool {
        path.map(pages.contains) ?? false
    }

    private func addPageHeaders(to response: inout Response) {
        response.headers.append(contentsOf: Self.pageHeaders)
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        }
    }

    private static let noSniffing = HTTPField(name: .xContentTypeOptions, value: "nosniff")
    private static let noStore = HTTPField(name: .cacheControl, value: "no-store")
    private static let strictTransport = HTTPField(name: .strictTransportSecurity, value: "max-age=31536000")

    private static let pageHeaders = [
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ].compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } }
}
