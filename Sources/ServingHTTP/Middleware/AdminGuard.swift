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

    func check(_ request: Request) throws(HTTPFailure) {
        try checkHost(request)
        try checkOrigin(request)
        try checkKey(request)
    }

    private func checkHost(_ request: Request) throws(HTTPFailure) {
        guard let host = request.head.authority, names.contains(authority: host) else {
            throw HTTPFailure(
                .foreignHost,
                "the request's Host is none of this server's names; call it by its address, or add the name to "
                    + "ADMIN_ALLOWED_HOSTS"
            )
        }
    }

    private func checkOrigin(_ request: Request) throws(HTTPFailure) {
        guard let origin = request.headers[.origin], !origins.contains(origin) else { return }
        let authority = origin.split(separator: "//", maxSplits: 1).last.map(String.init)
        guard authority == request.head.authority, origin.hasPrefix("http") else {
            throw HTTPFailure(
                .foreignOrigin,
                "a page of another origin may not call the admin API; add its origin to CORS_ORIGINS if it should"
            )
        }
    }

    private func checkKey(_ request: Request) throws(HTTPFailure) {
        guard let keyDigest else {
            guard isLoopback else {
                throw HTTPFailure(
                    .adminClosed,
                    "without a key the admin API answers on a loopback address only; set ADMIN_API_KEY or "
                        + "ADMIN_API_KEY_FILE, or move it to ADMIN_PORT"
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

    private static func key(in headers: HTTPFields) -> String? {
        if let authorization = headers[.authorization] {
            let parts = authorization.split(separator: " ", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "bearer" { return String(parts[1]) }
        }
        return HTTPField.Name("X-API-Key").flatMap { headers[$0] }
    }

    private static func unauthorized(_ code: HTTPFailure.Code, _ what: String) -> HTTPFailure {
        HTTPFailure(
            code,
            "a key \(what); send 'Authorization: Bearer KEY' with the key of ADMIN_API_KEY",
            headers: [.wwwAuthenticate: "Bearer realm=\"modelswitch\""]
        )
    }
}

/// The names that a server may be called by in a request's Host.
///
/// A page whose own name was made to resolve to this machine still sends that name, and so is told apart.
struct HostNames: Sendable {
    private let names: Set<String>
    /// Whether any literal address is one of the server's: it listens on all of them.
    private let takesAnyAddress: Bool

    init(host: String, others: [String]) {
        names = Set((["localhost", host] + others).map { $0.lowercased() })
        takesAnyAddress = ["0.0.0.0", "::", "[::]"].contains(host)
    }

    /// - Parameter authority: a name or an address, with or without a port.
    func contains(authority: String) -> Bool {
        let name = Self.name(in: authority).lowercased()
        return names.contains(name) || Self.isLoopback(name) || (takesAnyAddress && Self.isAddress(name))
    }

    static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || host == "::1" || (host.hasPrefix("127.") && isAddress(host))
    }

    private static func name(in authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : authority
    }

    private static func isAddress(_ name: String) -> Bool {
        if name.contains(":") { return name.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
