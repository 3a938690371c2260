/// What a token must say to be taken.
package struct TokenRules: Sendable, Equatable {
    /// What `aud` must be or hold.
    package let audience: String
    /// What `iss` must be; nil for any.
    package let issuer: String?
    /// The claim that lists the scopes, as words of one string or as a list.
    package let scopeClaim: String

    package init(audience: String, issuer: String? = nil, scopeClaim: String = "scope") {
        self.audience = audience
        self.issuer = issuer
        self.scopeClaim = scopeClaim
    }

    /// How far the clocks of two machines may be apart, in seconds.
    static let leeway = 60.0
    /// Bytes that a token may have.
    static let maximumBytes = 8192
}
