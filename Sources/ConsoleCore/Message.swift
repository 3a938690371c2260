/// A sentence above the footer.
struct Message: Equatable, Sendable {
    /// Longer text is cut: a sentence of a hostile server must not fill the screen, nor take long to wrap.
    private static let limit = 2000

    let text: String
    let role: Role

    init(text: String, role: Role) {
        self.text = String(text.unicodeScalars.prefix(Self.limit).map(Character.init))
        self.role = role
    }
}
