/// A sentence above the footer.
struct Message: Equatable, Sendable {
    var text: String
    var role: Role
}
