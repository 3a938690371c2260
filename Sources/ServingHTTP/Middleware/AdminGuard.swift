import Crypto
import HTTPTypes
import Hummingbird

/// Decides who may use the admin API.
///
/// With a key configured, the key is needed. Without one the API answers on a loopback address only. In both cases a
/// browser's page from elsewhere, and a name that was made to point here, are refused.
package struct AdminGuard: Sendable {
    private let keyDigest: SHA256Digest?
    private let isLoopback: Bool
    private let names: HostNames
    private let origins: Set<String>

    /// - Parameters:
    ///   - key: the admin key, if one is configured.
    ///   - host: the address that the listener is bound to.
    ///   - names: further names that the server is known by.
    ///   - origins: browser origins that may call; `*` counts for nothing here.
    package init(key: String?, host: String, names: [String], origins: [String]) {
        keyDigest = key.map { SHA256.hash(data: Array($0.utf8)) }
        isLoopback = HostNames.isLoopback(host)
        self.names = HostNames(host: host, others: names)
        self.origins = Set(origins).subtracting(["*"])
    }

    /// Whether nobody can use the API, for want of a key on an address beyond loopback.
    package var isClosed: Bool { keyDigest == nil && !isLoopback }

    func check(_ request: Request) throws(HTTPFailure) {
        try checkHost(request)
        try checkOrigin(request)
        try checkKey(request)
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

    /// Whether an origin is a page of this server, as the request's Host names it.
    private func isOwn(_ origin: String, of request: Request) -> Bool {
        guard let origin = WebOrigin(origin), ["http", "https"].contains(origin.scheme),
            let authority = request.head.authority
        else { return false }
        return WebOrigin("\(origin.scheme)://\(authority)") == origin
    }

    private func checkKey(_ request: Request) throws(HTTPFailure) {
        guard let keyDigest else {
            guard isLoopback else {
                throw HTTPFailure(
                    .adminClosed,
                    "this server listens on an address beyond loopback, and there the admin API answers nobody without a "
                        + "key; set ADMIN_API_KEY or ADMIN_API_KEY_FILE, or move the API to a loopback listener with ADMIN_PORT"
                )
            }
            return
        }
        guard let given = Self.key(in: request.headers) else { throw Self.unauthorized(.missingKey, "is needed") }
        // Digests compare in constant time, and whatever the key's length.
        guard SHA256.hash(data: Array(given.utf8)) == keyDigest else {
            throw Self.unauthorized(.wrongKey, "is not the admin key")
        }
    }

    static let keyHeader = HTTPField.Name("X-API-Key")

    private static func key(in headers: HTTPFields) -> String? {
        if let authorization = headers[.authorization] {
            let parts = authorization.split(separator: " ", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "bearer" { return String(parts[1]) }
        }
        return keyHeader.flatMap { headers[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func unauthorized(_ code: HTTPFailure.Code, _ what: String) -> HTTPFailure {
        HTTPFailure(
            code,
            "a key \(what); send 'Authorization: Bearer KEY' with the key of ADMIN_API_KEY",
            headers: [.wwwAuthenticate: "Bearer realm=\"modelswitch\""]
        )
    }
}
