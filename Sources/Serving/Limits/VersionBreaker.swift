package import Admission
import Synchronization

/// The circuit breaker of one version, for many threads; closed and without a failure it costs one atomic read.
package final class VersionBreaker: Sendable {
    /// A change of state, and the failure that led to it.
    package struct Change: Sendable, Equatable {
        package let from: CircuitBreaker.State
        package let to: CircuitBreaker.State
        /// What the last failure said; empty when there was none.
        package let reason: String
    }

    private struct Standing {
        var circuit: CircuitBreaker
        var reason = ""
    }

    private let isOff: Bool
    private let standing: Mutex<Standing>
    /// One more than the round of the permit that everything gets; 0 when the circuit has to be asked.
    private let quietRound = Atomic<UInt64>(1)
    /// How often it opened.
    package let opens = Counter()

    package init(_ policy: CircuitBreaker.Policy) {
        isOff = policy.failures <= 0
        standing = Mutex(Standing(circuit: CircuitBreaker(policy)))
    }

    package var state: CircuitBreaker.State {
        quietRound.load(ordering: .acquiring) > 0 ? .closed : standing.withLock { $0.circuit.state }
    }

    /// What the last failure said.
    package var reason: String { standing.withLock { $0.reason } }

    /// Whether a request may pass; what comes of it must be told with ``record(_:of:reason:now:)``.
    ///
    /// - Parameter now: seconds of a monotonic clock.
    package func admit(now: @autoclosure () -> Double) -> (answer: CircuitBreaker.Answer, change: Change?) {
        let quiet = quietRound.load(ordering: .acquiring)
        guard quiet == 0 else { return (.pass(CircuitBreaker.Permit(round: quiet &- 1)), nil) }
        return update { $0.circuit.admit(now: now()) }
    }

    /// - Parameter reason: what the failure said.
    package func record(
        _ outcome: CircuitBreaker.Outcome,
        of permit: CircuitBreaker.Permit,
        reason: String = "",
        now: @autoclosure () -> Double
    ) -> Change? {
        guard !isOff, outcome == .failure || quietRound.load(ordering: .acquiring) == 0 else { return nil }
        return update { standing in
            if outcome == .failure { standing.reason = reason }
            standing.circuit.record(outcome, of: permit, now: now())
        }.change
    }

    /// Closes the circuit, because somebody found that the version works.
    package func reset() -> Change? {
        guard quietRound.load(ordering: .acquiring) == 0 else { return nil }
        return update { $0.circuit.reset() }.change
    }

    private func update<Value>(_ body: (inout Standing) -> Value) -> (answer: Value, change: Change?) {
        standing.withLock { standing in
            let before = standing.circuit.state
            let value = body(&standing)
            let after = standing.circuit.state
            quietRound.store(standing.circuit.quietPermit.map { $0.round &+ 1 } ?? 0, ordering: .releasing)
            guard before != after else { return (value, nil) }
            if after == .open { opens.increment() }
            return (value, Change(from: before, to: after, reason: standing.reason))
        }
    }
}

extension VersionBreaker.Change {
    /// What those who listen are told.
    var kind: ServiceEvent.Kind {
        switch to {
        case .closed: .circuitClosed
        case .halfOpen: .circuitHalfOpen
        case .open: .circuitOpened
        }
    }
}
