import HTTPTypes

/// The key or token that a request brings.
enum Credential {
    /// Reads `Authorization: Bearer …` or `X-API-Key`; nil when there is neither.
    ///
    /// - Throws: ``HTTPFailure`` with code `wrongKey` when there are two: what stands before the server may have looked at
    ///   the other one.
    static func find(in headers: HTTPFields) throws(HTTPFailure) -> String? {
        guard headers[values: .authorization].count <= 1 else { throw ambiguous("two Authorization headers") }
        let named = AdminGuard.keyHeader.map { headers[values: $0] } ?? []
        guard named.count <= 1 else { throw ambiguous("two X-API-Key headers") }
        let bearer = headers[.authorization].flatMap(bearer)
        let key = named.first.flatMap { $0.isEmpty ? nil : $0 }
        if let bearer, let key, bearer != key { throw ambiguous("one key in Authorization and another in X-API-Key") }
        return bearer ?? key
    }

    /// Nil for another scheme, whose credentials are for somebody else.
    private static func bearer(_ authorization: String) -> String? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].drop { $0 == " " })
    }

    // MARK: - Refusals

    static func missing(_ scope: String) -> HTTPFailure {
        HTTPFailure(
            .missingKey,
            "a key is needed\(scope); send it as 'Authorization: Bearer KEY'",
            headers: challenge("")
        )
    }

    static func wrong(_ sentence: String) -> HTTPFailure {
        HTTPFailure(
            .wrongKey,
            "\(sentence); send one key or token that this server knows as 'Authorization: Bearer KEY'",
            headers: challenge(", error=\"invalid_token\"")
        )
    }

    static func insufficient(_ sentence: String, scope: String) -> HTTPFailure {
        HTTPFailure(
            .missingScope,
            sentence,
            headers: challenge(", error=\"insufficient_scope\", scope=\"\(scope)\"")
        )
    }

    private static func ambiguous(_ what: String) -> HTTPFailure {
        wrong("the request has \(what)")
    }

    /// What RFC 6750 wants beside a refusal; without an error code where nothing was sent.
    private static func challenge(_ error: String) -> HTTPFields {
        [.wwwAuthenticate: "Bearer realm=\"modelswitch\"\(error)"]
    }
}
