import HTTPTypes
import Identity

/// Keys that tests call with: one for each scope.
enum TestKeys {
    static let predict = "test key that predicts"
    static let observe = "test key that observes"
    static let admin = "test key that administers"

    static let all: [Scope: String] = [.predict: predict, .observe: observe, .admin: admin]

    /// A server that takes them.
    static var sources: CredentialSources {
        var sources = CredentialSources()
        sources.keys = .text(
            """
            asker predict \(KeyDigest(of: predict).text)
            watcher observe \(KeyDigest(of: observe).text)
            operator admin \(KeyDigest(of: admin).text)
            """
        )
        return sources
    }

    static func bearer(_ key: String) -> HTTPFields {
        [.authorization: "Bearer \(key)"]
    }
}
