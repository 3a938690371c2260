package import Logging
package import ModelStore
import Synchronization

/// Writes down what was done or tried on the admin API.
///
/// An entry is on the disk before the answer to its request goes out. When it cannot be written the answer goes out all
/// the same, and the server's log gets the entry at error level: what was done is done, and a rollback must not depend on
/// more of the disk than it needs.
package final class AuditLog: Sendable {
    private let store: any AuditStore
    private let logger: Logger
    private let now: @Sendable () -> Double
    private let uptime: @Sendable () -> Double
    private let budget: Mutex<AuditBudget>

    /// - Parameters:
    ///   - now: the clock for the entries, in Unix seconds.
    ///   - uptime: the clock for the budget of refused attempts, in seconds; it never goes back.
    package init(
        store: any AuditStore,
        logger: Logger,
        now: @escaping @Sendable () -> Double,
        uptime: @escaping @Sendable () -> Double = AuditLog.uptime
    ) {
        self.store = store
        self.logger = logger
        self.now = now
        self.uptime = uptime
        budget = Mutex(AuditBudget(now: uptime()))
    }

    /// Seconds since this was first asked.
    package static let uptime: @Sendable () -> Double = {
        let start = ContinuousClock.now
        return { (ContinuousClock.now - start) / .seconds(1) }
    }()

    /// Adds an entry.
    ///
    /// - Parameter isRefusal: whether the caller was turned away at the door; of those only so many get an entry of their
    ///   own, and the others are counted.
    package func record(_ draft: AuditDraft, isRefusal: Bool) async {
        if isRefusal, !budget.withLock({ $0.admits(address: draft.address, now: uptime()) }) { return }
        await append(draft)
    }

    /// Adds an entry for the refused attempts that got none of their own, if there were any.
    package func summarise() async {
        guard let summary = budget.withLock({ $0.takeSummary() }) else { return }
        let addresses = summary.addresses.joined(separator: ", ") + (summary.hasMoreAddresses ? " and others" : "")
        await append(
            AuditDraft(
                kind: "none",
                name: "",
                address: "",
                method: "",
                route: "",
                requestID: "",
                status: 401,
                outcome: "\(summary.count) more attempts were refused, from \(addresses)"
            )
        )
    }

    /// Entries, newest first.
    ///
    /// - Parameter before: the sequence number that all are below; nil to begin with the newest.
    /// - Throws: ``ServingError`` with code `storeFailed`.
    package func records(before: Int?, limit: Int) async throws(ServingError) -> [AuditRecord] {
        do {
            return try await store.auditRecords(before: before, limit: limit)
        } catch {
            logger.error("the store failed", metadata: ["reason": "\(error.message)"])
            throw ServingError(
                .storeFailed,
                "the audit log cannot be read: the state directory failed; the server's log says how, and what to do"
            )
        }
    }

    private func append(_ draft: AuditDraft) async {
        let (store, at) = (store, now())
        // A task of its own: a client that hangs up must not keep what it did out of the log.
        let task = Task { () async -> StoreError? in
            do throws(StoreError) {
                _ = try await store.append(draft, at: at)
                return nil
            } catch {
                return error
            }
        }
        guard let error = await task.value else { return }
        logger.error("an audit entry could not be written", metadata: metadata(draft, error))
    }

    private func metadata(_ draft: AuditDraft, _ error: StoreError) -> Logger.Metadata {
        [
            "failure": "\(error.message)", "who": "\(draft.name)", "kind": "\(draft.kind)",
            "address": "\(draft.address)", "method": "\(draft.method)", "route": "\(draft.route)",
            "model": "\(draft.model ?? "")", "version": "\(draft.version ?? "")", "reason": "\(draft.reason ?? "")",
            "status": "\(draft.status)", "outcome": "\(draft.outcome)", "request_id": "\(draft.requestID)",
        ]
    }
}
