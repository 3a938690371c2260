/// A key that callers may use: its name, what it allows, and its hash.
package struct APIKey: Sendable, Equatable {
    package let name: String
    package let scopes: Set<Scope>
    package let digest: KeyDigest
    /// Unix seconds from which on the key is refused; nil for a key without an end.
    package let end: Double?

    package init(name: String, scopes: Set<Scope>, digest: KeyDigest, end: Double? = nil) {
        self.name = name
        self.scopes = scopes
        self.digest = digest
        self.end = end
    }

    /// The name that `ADMIN_API_KEY` goes by.
    package static let adminName = "admin"

    /// The key of `ADMIN_API_KEY`, which allows everything.
    static func admin(_ key: String) -> APIKey {
        APIKey(name: adminName, scopes: Set(Scope.allCases), digest: KeyDigest(of: key))
    }

    /// Whether a text can name a key: 1 to 64 letters, digits, `.`, `_` and `-` of ASCII.
    package static func isValid(name: String) -> Bool {
        (1...64).contains(name.utf8.count) && name.utf8.allSatisfy { nameBytes.contains($0) }
    }

    private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-".utf8)
}
