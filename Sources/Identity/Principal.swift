/// Who makes a request, as a key or a token says it.
package struct Principal: Sendable, Hashable {
    /// How the caller was recognised.
    package enum Kind: String, Sendable {
        case key
        case token
    }

    package let kind: Kind
    /// The key's name, or the token's subject.
    package let name: String
    package let scopes: Set<Scope>

    package init(kind: Kind, name: String, scopes: Set<Scope>) {
        self.kind = kind
        self.name = name
        self.scopes = scopes
    }
}
