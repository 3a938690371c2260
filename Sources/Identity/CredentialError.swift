/// Keys that cannot be used as they are configured; two of the same message are equal.
package struct CredentialError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where, what was got, what was expected.
    package let message: String

    package init(_ place: String, _ sentence: String) {
        message = "\(place): \(sentence)"
    }

    /// - Parameter got: shown shortened; never a secret.
    init(_ place: String, got: String, _ expected: String) {
        let shown = got.count > 80 ? got.prefix(80) + "…" : got[...]
        self.init(place, "got '\(shown)', expected \(expected)")
    }

    package var description: String { message }
}
