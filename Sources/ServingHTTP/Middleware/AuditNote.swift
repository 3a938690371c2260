import Synchronization

/// What a handler tells the audit log of a request: the log stands around the handler and sees only its answer.
final class AuditNote: Sendable {
    struct Facts: Sendable {
        var model: String?
        var version: String?
        var reason: String?
        var outcome: String?
    }

    private let state = Mutex(Facts())

    var facts: Facts { state.withLock { $0 } }

    /// Adds what is not nil.
    func note(model: String? = nil, version: String? = nil, reason: String? = nil, outcome: String? = nil) {
        state.withLock { facts in
            facts.model = model ?? facts.model
            facts.version = version ?? facts.version
            facts.reason = reason ?? facts.reason
            facts.outcome = outcome ?? facts.outcome
        }
    }
}
