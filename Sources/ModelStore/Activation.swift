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
