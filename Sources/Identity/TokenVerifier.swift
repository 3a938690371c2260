import Foundation
import JWTKit

/// Checks JSON Web Tokens (RFC 7519) in their compact form.
package struct TokenVerifier: Sendable {
    private let rules: TokenRules
    private let keys: TokenKeys

    package init(rules: TokenRules, keys: TokenKeys) {
        self.rules = rules
        self.keys = keys
    }

    /// Whether a text has the outer form of a token: three parts with dots between.
    static func isToken(_ text: String) -> Bool {
        text.utf8.count { $0 == UInt8(ascii: ".") } == 2
    }

    /// Who a token speaks for, when everything about it is right.
    ///
    /// - Parameter now: Unix seconds.
    func principal(of token: String, now: Double) throws(IdentityError) -> Principal {
        guard token.utf8.count <= TokenRules.maximumBytes else {
            throw IdentityError(.badToken, "the token has over \(TokenRules.maximumBytes) bytes")
        }
        let claims = try claims(of: token)
        try check(claims, now)
        guard let subject = claims.subject, !subject.isEmpty else {
            throw IdentityError(.badToken, "the token has no 'sub', which says who calls")
        }
        return Principal(kind: .token, name: Self.name(subject), scopes: claims.scopes)
    }

    // MARK: - Steps

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        /// Extensions that a reader must understand; none is understood here.
        let crit: [String]?
    }

    /// The claims, once the signature was found to be right.
    private func claims(of token: String) throws(IdentityError) -> TokenClaims {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(head)), header.crit == nil
        else { throw IdentityError(.badToken, "the token cannot be read as a JSON Web Token") }
        guard let algorithm = keys.algorithm(header.alg, identifier: header.kid) else {
            throw IdentityError(.badToken, "no key is configured for the token's 'alg' and 'kid'")
        }
        let signed = Array("\(parts[0]).\(parts[1])".utf8)
        guard (try? algorithm.verify(signature, signs: signed)) == true else {
            throw IdentityError(.badToken, "the token's signature is not right")
        }
        let decoder = JSONDecoder()
        if let key = TokenClaims.scopeClaim { decoder.userInfo[key] = rules.scopeClaim }
        guard let claims = try? decoder.decode(TokenClaims.self, from: Data(payload)), claims.end.isFinite else {
            throw IdentityError(.badToken, "the token's claims cannot be read, or 'exp' is not among them")
        }
        return claims
    }

    private func check(_ claims: TokenClaims, _ now: Double) throws(IdentityError) {
        guard now < claims.end + TokenRules.leeway else {
            throw IdentityError(.untimelyToken, "the token has expired")
        }
        guard now >= (claims.begin ?? -.infinity) - TokenRules.leeway else {
            throw IdentityError(.untimelyToken, "the token is not valid yet")
        }
        guard claims.audience.contains(rules.audience) else {
            throw IdentityError(.badToken, "the token's 'aud' is not this server's JWT_AUDIENCE")
        }
        guard rules.issuer == nil || claims.issuer == rules.issuer else {
            throw IdentityError(.badToken, "the token's 'iss' is not this server's JWT_ISSUER")
        }
    }

    // MARK: - Names

    private static let longestName = 80
    private static let nameBytes = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-:@/|+".utf8
    )

    /// A subject as a name for logs and histories.
    ///
    /// What had to be changed or cut ends in `~` and eight digits of its SHA-256, so that two subjects stay two names.
    static func name(_ subject: String) -> String {
        let bytes = Array(subject.utf8)
        if bytes.count <= longestName, bytes.allSatisfy({ nameBytes.contains($0) }) { return subject }
        let kept = bytes.prefix(longestName).map { nameBytes.contains($0) ? $0 : UInt8(ascii: "_") }
        let digest = KeyDigest(of: subject).text.dropFirst("sha256:".count).prefix(8)
        return String(decoding: kept, as: UTF8.self) + "~" + digest
    }
}
