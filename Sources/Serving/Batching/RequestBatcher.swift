import Dispatch
import Inference
import ModelRegistry
import Synchronization

/// Evaluates requests that arrive at the same time together, each with its own answer or error.
///
/// A batch runs on a thread of the pool and belongs to no caller's task: nobody's cancellation touches the others. Each
/// caller holds a lease on the version, so that a version stays until its last batch was answered.
final class RequestBatcher: Sendable {
    /// What may be evaluated together: one version, asked for the same parts, with texts in the same columns.
    private struct Kind: Hashable {
        let version: ObjectIdentifier
        let key: VersionKey
        let parts: UInt8
        let textColumns: Set<Int>
    }

    private struct State {
        var book = BatchBook<Kind, BatchMember>()
        var isClosed = false
    }

    private let pool: InferencePool
    private let metrics: ServingMetrics
    private let state = Mutex(State())
    private let timers = DispatchQueue(label: "batches", qos: .userInitiated)

    init(pool: InferencePool, metrics: ServingMetrics) {
        self.pool = pool
        self.metrics = metrics
    }

    /// Whether no request waits for others.
    var isIdle: Bool { state.withLock { $0.book.isEmpty } }

    /// Answers rows together with those of others.
    ///
    /// - Throws: ``ServingError`` with code `saturated` when the pool's queue is full.
    func predict(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        asking parts: PredictionParts,
        _ limits: BatchLimits,
        _ job: LongJob
    ) async throws(ServingError) -> BatchRun.Outcome {
        let outcome: BatchRun.Outcome? = await withCheckedContinuation { continuation in
            let member = BatchMember(version: version, rows: rows, parts: parts, job: job, joined: .now) {
                continuation.resume(returning: $0)
            }
            add(member, limits)
        }
        guard let outcome else { throw pool.saturated }
        return outcome
    }

    /// Runs what waits for a version, which is about to leave memory.
    func flush(_ key: VersionKey) {
        run(state.withLock { $0.book.takeAll { $0.key == key } })
    }

    /// Runs what waits, and lets nobody wait from now on.
    func close() {
        let batches = state.withLock { state in
            state.isClosed = true
            return state.book.takeAll()
        }
        run(batches)
    }

    // MARK: - Waiting

    private func add(_ member: BatchMember, _ limits: BatchLimits) {
        let kind = Kind(
            version: ObjectIdentifier(member.version),
            key: member.version.key,
            parts: member.parts.rawValue,
            textColumns: Set(member.rows.texts.keys)
        )
        let (now, rowCount) = (Self.now, member.rows.rowCount)
        let arrival = state.withLock { state in
            state.isClosed
                ? .init(run: [[member]])
                : state.book.add(member, rowCount: rowCount, to: kind, limits, now: now)
        }
        run(arrival.run)
        guard let due = arrival.due else { return }
        timers.asyncAfter(deadline: .now() + max(0, due - now)) { [self] in
            // A timer that fires a little early must not miss what it was set for.
            run(state.withLock { $0.book.takeDue(now: max(due, Self.now)) })
        }
    }

    private static let origin = ContinuousClock.now

    private static var now: Double { (ContinuousClock.now - origin).seconds }

    // MARK: - Running

    private func run(_ batches: [[BatchMember]]) {
        for members in batches {
            let isTaken = pool.submit(
                { [metrics] in
                    BatchMember.evaluate(members, metrics)
                    return false
                },
                to: .predictions
            )
            if !isTaken { for member in members { member.deliver(nil) } }
        }
    }
}
