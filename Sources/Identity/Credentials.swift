/// What a server takes as proof of who calls, at one moment.
package final class Credentials: Sendable {
    /// The key of `ADMIN_API_KEY` and those of the file.
    package let keys: APIKeys
    private let tokens: TokenVerifier?

    package init(keys: APIKeys = APIKeys(), tokens: TokenVerifier? = nil) {
        self.keys = keys
        self.tokens = tokens
    }

    /// Who brings a key or a token.
    ///
    /// - Parameter now: Unix seconds; asked for only where something ends.
    func principal(of credential: String, now: () -> Double) throws(IdentityError) -> Principal {
        guard credential.utf8.count <= TokenRules.maximumBytes else {
            throw IdentityError(.unknownKey, "what was sent as a key has over \(TokenRules.maximumBytes) bytes")
        }
        if let key = keys.find(KeyDigest(of: credential)) {
            if let end = key.end, now() >= end {
                throw IdentityError(.expiredKey, "the key '\(key.name)' has expired")
            }
            return Principal(kind: .key, name: key.name, scopes: key.scopes)
        }
        guard let tokens, TokenVerifier.isToken(credential) else {
            throw IdentityError(.unknownKey, "the key is none of this server's")
        }
        return try tokens.principal(of: credential, now: now())
    }
}
