import HTTPTypes

/// Names a request: the client's own name for it where that is harmless, else a new one.
enum RequestID {
    static let header = HTTPField.Name("X-Request-ID")

    /// The id that a request goes by.
    ///
    /// A client's id is kept when it is 1 to 128 letters, digits and `-_.:/+=@` of ASCII; anything else could split a
    /// header or forge a line of the log, and gets a new id instead.
    static func of(_ headers: HTTPFields) -> String {
        guard let header, let given = headers[header], isHarmless(given) else { return make() }
        return given
    }

    private static func isHarmless(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count) && id.utf8.allSatisfy { allowed.contains($0) }
    }

    private static let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/+=@".utf8)

    private static func make() -> String {
        let text = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
