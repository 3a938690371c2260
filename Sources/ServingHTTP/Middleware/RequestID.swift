import HTTPTypes

/// Names a request: the client's own name for it where that is harmless, else the number of its span.
enum RequestID {
    static let header = HTTPField.Name("X-Request-ID")

    /// The id that the client gave its request.
    ///
    /// It is kept when it is 1 to 128 letters, digits and `-_.:/+=@` of ASCII; anything else could split a
    /// header or forge a line of the log, and counts as none.
    static func given(_ headers: HTTPFields) -> String? {
        guard let header, let given = headers[header], isHarmless(given) else { return nil }
        return given
    }

    private static func isHarmless(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count) && id.utf8.allSatisfy { allowed.contains($0) }
    }

    private static let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/+=@".utf8)
}
