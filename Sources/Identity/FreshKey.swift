/// A new key of 256 random bits.
package struct FreshKey: Sendable {
    /// What its holder gets, once: `ms_` and 43 characters.
    package let text: String

    package init() {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = "ms_" + Base64URL.encode(bytes)
    }

    /// The line for the file of keys.
    ///
    /// - Parameter expires: a day such as `2027-01-31`; nil for none.
    package func line(name: String, scopes: Set<Scope>, expires: String?) -> String {
        let names = Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: ",")
        let end = expires.map { " expires=\($0)" } ?? ""
        return "\(name) \(names) \(KeyDigest(of: text).text)\(end)"
    }
}
