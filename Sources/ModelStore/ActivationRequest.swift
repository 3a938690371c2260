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
