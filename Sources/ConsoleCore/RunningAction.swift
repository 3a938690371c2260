/// An action that was sent and not yet answered, or whose answer never came.
struct RunningAction: Equatable, Sendable {
    var action: ServerAction
    /// The generation that it was sent with.
    var generation: Int
    /// When it was sent, or when its answer was given up.
    var since: Moment
}
