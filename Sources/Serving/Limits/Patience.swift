import Synchronization

/// How long somebody waits for an answer.
package struct Patience: Sendable {
    /// After this the answer is of no use; nil for whenever it comes.
    package var deadline: ContinuousClock.Instant?
    /// Tells when nobody waits any more; nil where that cannot be known.
    package var departure: (any Departure)?
    /// Whether the caller waits for a shorter time than the server would give: running out of that is no fault of a
    /// version.
    package var isCallersOwn = false

    /// When the caller began to wait; nil where that is not known.
    package var beginning: ContinuousClock.Instant?

    package init(
        deadline: ContinuousClock.Instant? = nil,
        departure: (any Departure)? = nil,
        beginning: ContinuousClock.Instant? = nil
    ) {
        self.deadline = deadline
        self.beginning = beginning
        self.departure = departure
    }

    package static let endless = Patience()

    /// Whether work that began at `start` is to blame for running out of time.
    ///
    /// It is when it had most of the time. A caller who spends it on sending the request is to blame alone.
    func blames(workSince start: ContinuousClock.Instant) -> Bool {
        guard !isCallersOwn, let deadline else { return false }
        guard let beginning else { return true }
        return (ContinuousClock.now - start) * 2 >= deadline - beginning
    }

    package var isOver: Bool { deadline.map { ContinuousClock.now >= $0 } ?? false }

    /// The patience of a caller who waits for `seconds` at the most.
    package func atMost(_ seconds: Double, from start: ContinuousClock.Instant) -> Patience {
        let end = start.advanced(by: .seconds(min(max(0, seconds), 1e9)))
        if let deadline, deadline <= end { return self }
        var shorter = self
        shorter.deadline = end
        shorter.isCallersOwn = true
        return shorter
    }

    /// Runs `work` to its end, and waits for it no longer than the patience lasts.
    ///
    /// - Returns: nil when it took longer; then `work` goes on without anybody waiting for it.
    func wait<Value: Sendable>(for work: @escaping @Sendable () async -> Value) async -> Value? {
        guard let deadline else { return await work() }
        let answer = FirstAnswer<Value?>()
        // Not children of a group, which would wait for them: the work may outlast the wait.
        Task { answer.give(await work()) }
        let timer = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            answer.give(nil)
        }
        defer { timer.cancel() }
        return await answer.value
    }
}

/// Tells when the caller of a request is gone.
package protocol Departure: Sendable {
    /// Calls `body` once the caller is gone, at once if it is; what was watched before is forgotten.
    func watch(_ body: @escaping @Sendable () -> Void)
    func unwatch()
}

/// The first of several values that are given; the others are dropped.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
        case taken
    }

    private let state = Mutex(State.open)

    func give(_ value: Value) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, Never>? in
            switch state {
            case .open:
                state = .given(value)
                return nil
            case .awaited(let continuation):
                state = .taken
                return continuation
            case .given, .taken:
                return nil
            }
        }
        continuation?.resume(returning: value)
    }

    /// Asked for once.
    var value: Value {
        get async {
            await withCheckedContinuation { continuation in
                let value = state.withLock { state -> Value? in
                    if case .given(let value) = state {
                        state = .taken
                        return value
                    }
                    state = .awaited(continuation)
                    return nil
                }
                if let value { continuation.resume(returning: value) }
            }
        }
    }
}
