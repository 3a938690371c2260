/// Threads for the work that is too long for the threads which answer requests.
///
/// At most `threads` run and `queueLimit` of each kind wait; one more is refused at once, so that waiting never grows
/// without bound. ``WorkLanes`` says whose turn it is.
package final class InferencePool: Sendable {
    typealias Work = WorkerThreads.Work
    typealias Lane = WorkLanes<Work>.Lane

    let threads: Int
    private let queueLimit: Int
    private let workers: WorkerThreads

    package init(threads: Int, queueLimit: Int) {
        self.threads = max(1, threads)
        self.queueLimit = max(0, queueLimit)
        let lanes = WorkLanes<Work>(threads: self.threads, queueLimit: self.queueLimit)
        workers = WorkerThreads(count: self.threads, lanes: lanes)
    }

    deinit {
        workers.stop()
    }

    /// Runs `body` on one of the threads.
    ///
    /// - Throws: ``ServingError`` with code `saturated` when the queue is full.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(ServingError) -> Value {
        try await run(in: .predictions, isAccepted: false, body)
    }

    /// - Parameter isAccepted: whether the request was accepted before, and so waits beyond the limit.
    func run<Value: Sendable>(
        in lane: Lane,
        isAccepted: Bool,
        _ body: @escaping @Sendable () -> Value
    ) async throws(ServingError) -> Value {
        let value: Value? = await withCheckedContinuation { continuation in
            let work: Work = {
                continuation.resume(returning: body())
                return false
            }
            if !submit(work, to: lane, isAccepted: isAccepted) { continuation.resume(returning: nil) }
        }
        guard let value else { throw saturated }
        return value
    }

    var saturated: ServingError {
        ServingError(.saturated, "\(queueLimit) long predictions are waiting already; ask again in a moment")
    }

    /// Lets a thread do work, piece by piece in turn with that of others.
    ///
    /// - Returns: false when the queue is full, and the work is not done.
    func submit(_ work: @escaping Work, to lane: Lane, isAccepted: Bool = false) -> Bool {
        workers.add(work, to: lane, isAccepted: isAccepted)
    }
}
