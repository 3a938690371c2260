import Admission
import Synchronization

/// Lets a number of predictions run at a time, and a number wait for their turn; more are refused at once.
///
/// Entering costs a lock of nanoseconds as long as there are places; timers and tasks are made only for those who wait.
package final class AdmissionGate: Sendable {
    private enum Outcome: Sendable {
        case entered
        case full
        case late
        case gone
    }

    private struct Waiter {
        let continuation: CheckedContinuation<Outcome, Never>
        var timer: Task<Void, any Error>?
    }

    private struct State {
        var line: WaitingLine
        var waiters: [WaitingLine.Ticket: Waiter] = [:]
    }

    private let places: Int
    private let queueTimeout: Double
    private let state: Mutex<State>

    /// - Parameters:
    ///   - places: predictions that may run at a time; at least 1.
    ///   - queued: predictions that may wait.
    ///   - queueTimeout: seconds that one may wait.
    package init(places: Int, queued: Int, queueTimeout: Double) {
        self.places = places
        self.queueTimeout = queueTimeout
        state = Mutex(State(line: WaitingLine(places: places, limit: queued)))
    }

    package var running: Int { state.withLock { $0.line.running } }
    package var waiting: Int { state.withLock { $0.line.waiting } }

    /// Takes a place, which ``leave()`` gives back.
    ///
    /// - Throws: ``ServingError`` with code `saturated` when too many wait or the wait took too long, `deadlineExceeded`
    ///   when the patience was over before that, or `callerGone`.
    package func enter(_ patience: Patience) async throws(ServingError) {
        if state.withLock({ $0.line.enterAtOnce() }) { return }
        let limit = ContinuousClock.now.advanced(by: .seconds(queueTimeout))
        let isPatienceShorter = patience.deadline.map { $0 < limit } ?? false
        switch await wait(until: patience.deadline.map { min($0, limit) } ?? limit, patience.departure) {
        case .entered: return
        case .full: throw full
        case .late: throw isPatienceShorter ? .late("waiting for its turn") : lateInLine
        case .gone: throw ServingError(.callerGone, "the client went away before it was its turn")
        }
    }

    package func leave() {
        let next = state.withLock { state in state.line.leave().flatMap { state.waiters.removeValue(forKey: $0) } }
        guard let next else { return }
        next.timer?.cancel()
        next.continuation.resume(returning: .entered)
    }

    // MARK: - Waiting

    private func wait(until end: ContinuousClock.Instant, _ departure: (any Departure)?) async -> Outcome {
        let ticket = state.withLock { $0.line.makeTicket() }
        defer { departure?.unwatch() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { line(up: ticket, until: end, departure, $0) }
        } onCancel: {
            remove(ticket, .gone)
        }
    }

    private func line(
        up ticket: WaitingLine.Ticket,
        until end: ContinuousClock.Instant,
        _ departure: (any Departure)?,
        _ continuation: CheckedContinuation<Outcome, Never>
    ) {
        let answer = state.withLock { state -> WaitingLine.Answer in
            let answer = state.line.enter(ticket)
            if answer == .wait { state.waiters[ticket] = Waiter(continuation: continuation) }
            return answer
        }
        switch answer {
        case .enter: continuation.resume(returning: .entered)
        case .refuse: continuation.resume(returning: .full)
        case .wait:
            startTimer(ticket, until: end)
            // Only now: who is gone already is taken out of the line, and must be in it.
            departure?.watch { [weak self] in self?.remove(ticket, .gone) }
            // A cancellation that came before the ticket was in the line found nothing to remove.
            if Task.isCancelled { remove(ticket, .gone) }
        }
    }

    private func startTimer(_ ticket: WaitingLine.Ticket, until end: ContinuousClock.Instant) {
        let timer = Task { [weak self] in
            try await Task.sleep(until: end, clock: .continuous)
            self?.remove(ticket, .late)
        }
        let isWaiting = state.withLock { state in
            state.waiters[ticket]?.timer = timer
            return state.waiters[ticket] != nil
        }
        if !isWaiting { timer.cancel() }
    }

    /// Takes a ticket out of the line, if it is still in it.
    private func remove(_ ticket: WaitingLine.Ticket, _ outcome: Outcome) {
        let waiter = state.withLock { state -> Waiter? in
            guard state.line.abandon(ticket) else { return nil }
            return state.waiters.removeValue(forKey: ticket)
        }
        waiter?.timer?.cancel()
        waiter?.continuation.resume(returning: outcome)
    }

    // MARK: - Refusals

    private var full: ServingError {
        ServingError(
            .saturated,
            "\(places) predictions are running, and as many as may wait are waiting; ask again in a moment",
            retryAfter: 1
        )
    }

    private var lateInLine: ServingError {
        ServingError(
            .saturated,
            "\(places) predictions are running, and none of them ended within the \(queueTimeout) s that one may wait for "
                + "its turn; ask again in a moment",
            retryAfter: max(1, queueTimeout)
        )
    }
}
