package import ModelSwitchAPI

/// How an action ended.
package enum ActionOutcome: Sendable, Equatable {
    /// The answer to a switch or a roll back.
    case activation(ActivationResult)
    /// The answer to a warm-up.
    case warmed(VersionObject)
    case failed(ServerFailure)
}
