/// A version becoming the one that answers: one row of the history.
///
/// A row also tells what a rollback from it goes back to, so that a rollback after a rollback goes one step further back
/// instead of returning to the version that was just left.
package struct Activation: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case activate
        case rollback
    }

    package let model: String
    /// Counts the activations of the model, from 1.
    package let generation: Int
    /// The version that was active before; nil for the first.
    package let from: String?
    package let to: String
    package let kind: Kind
    /// Unix seconds.
    package let at: Double
    /// Who asked for it.
    package let who: String
    package let reason: String?
    /// SHA-256 of the artefact that became active, in lower-case hexadecimal.
    package let digest: String?
    /// The version that a rollback from here makes active; nil when there is none.
    package let rollbackVersion: String?
    /// The generation whose standing a rollback from here restores; 0 for the time before the first.
    package let parent: Int

    package init(
        model: String,
        generation: Int,
        from: String?,
        to: String,
        kind: Kind,
        at: Double,
        who: String,
        reason: String?,
        digest: String?,
        rollbackVersion: String?,
        parent: Int
    ) {
        self.model = model
        self.generation = generation
        self.from = from
        self.to = to
        self.kind = kind
        self.at = at
        self.who = who
        self.reason = reason
        self.digest = digest
        self.rollbackVersion = rollbackVersion
        self.parent = parent
    }
}

/// An activation that is asked for, before it has a place in the history.
package struct ActivationRequest: Sendable {
    package let model: String
    package let version: String
    package let kind: Activation.Kind
    /// The version that is active now, recorded or by default.
    package let from: String?
    /// The generation that the change was decided on; the store refuses it when another one holds by then.
    package let generation: Int
    /// Unix seconds.
    package let at: Double
    package let who: String
    package let reason: String?
    package let digest: String?

    package init(
        model: String,
        version: String,
        kind: Activation.Kind,
        from: String?,
        generation: Int,
        at: Double,
        who: String,
        reason: String?,
        digest: String?
    ) {
        self.model = model
        self.version = version
        self.kind = kind
        self.from = from
        self.generation = generation
        self.at = at
        self.who = who
        self.reason = reason
        self.digest = digest
    }

    /// The row that this request becomes.
    ///
    /// - Parameters:
    ///   - current: the newest row of the model, whose generation equals the request's.
    ///   - parent: the row that `current.parent` names, where there is one.
    package func row(after current: Activation?, parent: Activation?) -> Activation {
        let undoes = kind == .rollback
        return Activation(
            model: model,
            generation: generation + 1,
            from: from,
            to: version,
            kind: kind,
            at: at,
            who: who,
            reason: reason,
            digest: digest,
            rollbackVersion: undoes ? parent?.rollbackVersion : (from == version ? nil : from),
            parent: undoes ? (parent?.parent ?? 0) : (current?.generation ?? 0)
        )
    }
}
