import DequeModule
import Dispatch
import Synchronization

/// Threads for the predictions that are too long for the threads which answer requests.
///
/// At most `threads` run and `queueLimit` wait; one more is refused at once, so that waiting never grows without bound.
package final class InferencePool: Sendable {
    private struct State {
        var running = 0
        var waiting: Deque<@Sendable () -> Void> = []
    }

    private let threads: Int
    private let queueLimit: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "inference", attributes: .concurrent)

    package init(threads: Int, queueLimit: Int) {
        self.threads = max(1, threads)
        self.queueLimit = max(0, queueLimit)
    }

    /// Runs `body` on one of the threads.
    ///
    /// - Throws: ``ServingError`` with code `saturated` when the queue is full.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws(ServingError) -> Value {
        let value: Value? = await withCheckedContinuation { continuation in
            let isAccepted = submit { continuation.resume(returning: body()) }
            if !isAccepted { continuation.resume(returning: nil) }
        }
        guard let value else {
            throw ServingError(.saturated, "\(queueLimit) long predictions are waiting already; ask again in a moment")
        }
        return value
    }

    private func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        enum Placement { case run, wait, refuse }
        let placement = state.withLock { state -> Placement in
            if state.running < threads {
                state.running += 1
                return .run
            }
            guard state.waiting.count < queueLimit else { return .refuse }
            state.waiting.append(work)
            return .wait
        }
        if placement == .run { queue.async { self.work(from: work) } }
        return placement != .refuse
    }

    private func work(from first: @escaping @Sendable () -> Void) {
        var work: (@Sendable () -> Void)? = first
        while let current = work {
            current()
            work = state.withLock { state in
                let next = state.waiting.popFirst()
                if next == nil { state.running -= 1 }
                return next
            }
        }
    }
}
