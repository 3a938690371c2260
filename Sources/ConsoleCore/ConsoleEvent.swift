package import ModelSwitchAPI

/// Something that happened outside; ``ConsoleState/apply(_:at:)`` decides what follows.
package enum ConsoleEvent: Sendable, Equatable {
    /// The console starts.
    case started
    case polled(Poll)
    case pollFailed(ServerFailure)
    /// The server told of something that happened.
    case serverSaid(ServerEvent)
    case key(Key)
    case resized(Size)
    /// - Parameter elapsed: the seconds from sending the action to its answer.
    case actionEnded(ActionOutcome, elapsed: Double)
    /// Time went on.
    case tick
}
