import HTTPTypes
import Hummingbird

/// Decides from where the admin API may be used; ``Authorization`` decides who may.
///
/// Where keys are needed the API answers on any address, and else on a loopback address only. In both cases a browser's
/// page from elsewhere, and a name that was made to point here, are refused.
package struct AdminGuard: Sendable {
    private let isKeyed: Bool
    private let isLoopback: Bool
    private let names: HostNames
    private let origins: Set<String>

    /// - Parameters:
    ///   - isKeyed: whether the API wants a key.
    ///   - host: the address that the listener is bound to.
    ///   - names: further names that the server is known by.
    ///   - origins: browser origins that may call; `*` counts for nothing here.
    package init(isKeyed: Bool, host: String, names: [String], origins: [String]) {
        self.isKeyed = isKeyed
        isLoopback = HostNames.isLoopback(host)
        self.names = HostNames(host: host, others: names)
        self.origins = Set(origins).subtracting(["*"])
    }

    /// Whether nobody can use the API, for want of a key on an address beyond loopback.
    package var isClosed: Bool { !isKeyed && !isLoopback }

    func check(_ request: Request) throws(HTTPFailure) {
        try checkHost(request)
        try checkOrigin(request)
        try checkOpen()
    }

    /// Whether a request calls the server by one of its names.
    func knowsHost(of request: Request) -> Bool {
        request.head.authority.map { names.contains(authority: $0) } ?? false
    }

    private func checkHost(_ request: Request) throws(HTTPFailure) {
        guard knowsHost(of: request) else {
            throw HTTPFailure(
                .foreignHost,
                "the request's Host is none of this server's names; call it by its address, or add the name to "
                    + "ADMIN_ALLOWED_HOSTS"
            )
        }
    }

    private func checkOrigin(_ request: Request) throws(HTTPFailure) {
        guard let origin = request.headers[.origin], !origins.contains(origin) else { return }
        guard isOwn(origin, of: request) else {
            throw HTTPFailure(
                .foreignOrigin,
                "a page of another origin may not call the admin API; add its origin to CORS_ORIGINS if it should"
            )
        }
    }

    private func checkOpen() throws(HTTPFailure) {
        guard isClosed else { return }
        throw HTTPFailure(
            .adminClosed,
            "this server listens on an address beyond loopback, and there the admin API answers nobody without a "
                + "key; set API_KEYS_FILE or ADMIN_API_KEY_FILE, or move the API to a loopback listener with ADMIN_PORT"
        )
    }

    /// Whether an origin is a page of this server, as the request's Host names it.
    private func isOwn(_ origin: String, of request: Request) -> Bool {
        guard let origin = WebOrigin(origin), ["http", "https"].contains(origin.scheme),
            let authority = request.head.authority
        else { return false }
        return WebOrigin("\(origin.scheme)://\(authority)") == origin
    }

    static let keyHeader = HTTPField.Name("X-API-Key")
}
