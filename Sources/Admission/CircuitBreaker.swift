/// Stops asking what fails again and again, and tries it now and then.
///
/// Closed, everything passes; `failures` of them in a run open it. Open, nothing passes for `pause` seconds. Then it is
/// half open: one request passes as a probe, whose success closes it and whose failure opens it anew.
package struct CircuitBreaker: Sendable {
    package struct Policy: Sendable, Equatable {
        /// Failures in a run that open the breaker; 0 for never.
        package let failures: Int
        /// Seconds.
        package let pause: Double

        package init(failures: Int, pause: Double) {
            self.failures = failures
            self.pause = pause
        }

        package static let off = Policy(failures: 0, pause: 0)
    }

    package enum State: String, Sendable {
        case closed
        case halfOpen
        case open
    }

    package enum Answer: Sendable, Equatable {
        /// What comes of it must be told with ``record(_:of:now:)``.
        case pass(Permit)
        /// The seconds until it is worth asking again.
        case refuse(seconds: Double)
    }

    /// A request that passed; what was let through before the last change of state no longer counts.
    package struct Permit: Sendable, Equatable {
        package let round: UInt64

        package init(round: UInt64) {
            self.round = round
        }
    }

    package enum Outcome: Sendable {
        case success
        case failure
        /// It said nothing about what the breaker guards: the caller's mistake, or too much work elsewhere.
        case neither
    }

    private let policy: Policy
    package private(set) var state = State.closed
    private var failuresInRun = 0
    private var openedAt = 0.0
    /// When the probe that is under way began; nil when there is none.
    private var probedAt: Double?
    /// Grows with each change of state.
    private var round: UInt64 = 0

    package init(_ policy: Policy) {
        self.policy = policy
    }

    /// The permit that everything gets as long as nothing but a failure would change anything; nil at other times.
    package var quietPermit: Permit? {
        state == .closed && failuresInRun == 0 ? Permit(round: round) : nil
    }

    /// - Parameter now: seconds of a monotonic clock.
    package mutating func admit(now: Double) -> Answer {
        switch state {
        case .closed:
            return .pass(Permit(round: round))
        case .open:
            let left = openedAt + policy.pause - now
            guard left <= 0 else { return .refuse(seconds: left) }
            turn(.halfOpen)
            return probe(now)
        case .halfOpen:
            // A probe that nobody hears of again must not keep the breaker half open for ever.
            guard let probedAt, now - probedAt < max(policy.pause, 1) else { return probe(now) }
            return .refuse(seconds: 1)
        }
    }

    private mutating func probe(_ now: Double) -> Answer {
        round &+= 1
        probedAt = now
        return .pass(Permit(round: round))
    }

    /// Hears what came of a request that passed.
    package mutating func record(_ outcome: Outcome, of permit: Permit, now: Double) {
        guard policy.failures > 0, permit.round == round else { return }
        switch (state, outcome) {
        case (.closed, .failure):
            failuresInRun += 1
            if failuresInRun >= policy.failures { open(now) }
        case (.closed, .success): failuresInRun = 0
        case (.halfOpen, .failure): open(now)
        case (.halfOpen, .success): turn(.closed)
        case (.halfOpen, .neither): probedAt = nil
        case (.closed, .neither), (.open, _): break
        }
    }

    /// Closes: somebody found that what is guarded works.
    package mutating func reset() {
        turn(.closed)
    }

    private mutating func open(_ now: Double) {
        turn(.open)
        openedAt = now
    }

    private mutating func turn(_ new: State) {
        state = new
        failuresInRun = 0
        probedAt = nil
        round &+= 1
    }
}
