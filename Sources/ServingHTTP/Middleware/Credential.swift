import HTTPTypes

/// The key or token that a request brings.
enum Credential {
    /// Reads `Authorization: Bearer …` or `X-API-Key`; nil when there is neither.
    ///
    /// - Throws: ``HTTPFailure`` with code `wrongKey` when there are two: what stands before the server may have looked at
    ///   the other one.
    static func find(in headers: HTTPFields) throws(HTTPFailure) -> String? {
        var (authorization, named): (String?, String?)
        // One pass: this is asked of every request.
        for field in headers {
            if field.name == .authorization {
                guard authorization == nil else { throw ambiguous("two Authorization headers") }
                authorization = field.value
            } else if field.name == AdminGuard.keyHeader {
                guard named == nil else { throw ambiguous("two X-API-Key headers") }
                named = field.value
            }
        }
        let bearer = authorization.flatMap(bearer)
        let key = named.flatMap { $0.isEmpty ? nil : $0 }
        if let bearer, let key, bearer != key { throw ambiguous("one key in Authorization and another in X-API-Key") }
        return bearer ?? key
    }

    private static let scheme = Array("bearer".utf8)

    /// Nil for another scheme, whose credentials are for somebody else.
    private static func bearer(_ authorization: String) -> String? {
        var authorization = authorization
        return authorization.withUTF8 { text in
            guard text.count > scheme.count, text[scheme.count] == UInt8(ascii: " "),
                zip(text, scheme).allSatisfy({ $0 | 0x20 == $1 })
            else { return nil }
            return String(decoding: text[scheme.count...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
        }
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
