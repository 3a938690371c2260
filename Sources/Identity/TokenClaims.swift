import Foundation

/// The claims of a token (RFC 7519) that a server looks at.
struct TokenClaims: Decodable, Sendable {
    let subject: String?
    let issuer: String?
    let audience: [String]
    /// Unix seconds from which on the token is refused; required.
    let end: Double
    /// Unix seconds before which the token is refused.
    let begin: Double?
    let scopes: Set<Scope>

    /// Which claim lists the scopes.
    static let scopeClaim = CodingUserInfoKey(rawValue: "scopeClaim")

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: Name.self)
        subject = try claims.decodeIfPresent(String.self, forKey: Name(stringValue: "sub"))
        issuer = try claims.decodeIfPresent(String.self, forKey: Name(stringValue: "iss"))
        audience = try Self.words(claims, Name(stringValue: "aud")) { [$0] }
        end = try claims.decode(Double.self, forKey: Name(stringValue: "exp"))
        begin = try claims.decodeIfPresent(Double.self, forKey: Name(stringValue: "nbf"))
        let name = Self.scopeClaim.flatMap { decoder.userInfo[$0] as? String } ?? "scope"
        let words = try Self.words(claims, Name(stringValue: name)) { $0.split(separator: " ").map(String.init) }
        scopes = Set(words.compactMap(Self.scope))
    }

    /// A claim that is a string or a list of strings; none when it is absent.
    private static func words(
        _ claims: KeyedDecodingContainer<Name>,
        _ name: Name,
        _ split: (String) -> [String]
    ) throws -> [String] {
        guard claims.contains(name), try !claims.decodeNil(forKey: name) else { return [] }
        if let text = try? claims.decode(String.self, forKey: name) { return split(text) }
        return try claims.decode([String].self, forKey: name)
    }

    /// `predict` or `modelswitch:predict`; nil for a scope of other services.
    private static func scope(_ word: String) -> Scope? {
        let prefix = "modelswitch:"
        return Scope(rawValue: word.hasPrefix(prefix) ? String(word.dropFirst(prefix.count)) : word)
    }
}
