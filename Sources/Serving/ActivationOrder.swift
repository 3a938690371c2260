/// A change of the active version that somebody asks for.
package struct ActivationOrder: Sendable {
    package enum Target: Sendable, Equatable {
        case version(String)
        /// The version that was active before.
        case previous
    }

    package let model: String
    package let target: Target
    package let reason: String?
    /// The generation that the caller saw; nil to switch whatever it is.
    package let generation: Int?
    /// Who asks, for the history.
    package let who: String
    /// The request that asks, for the log.
    package let requestID: String

    package init(
        model: String,
        target: Target,
        reason: String?,
        generation: Int?,
        who: String,
        requestID: String = ""
    ) {
        self.model = model
        self.target = target
        self.reason = reason
        self.generation = generation
        self.who = who
        self.requestID = requestID
    }
}

/// What became of an activation.
package struct ActivationOutcome: Sendable, Equatable {
    package let activeVersion: String
    package let generation: Int
    /// What happened, for people.
    package let message: String
}
