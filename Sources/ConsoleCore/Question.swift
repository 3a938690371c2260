/// Something that will be done once the operator says yes.
struct Question: Equatable, Sendable {
    var action: ServerAction
    /// What will happen, with the evidence.
    var text: String
    /// The generation that the operator sees while being asked.
    var generation: Int
}
