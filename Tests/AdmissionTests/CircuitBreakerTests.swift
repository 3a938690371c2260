import Admission
import TestSupport
import Testing

@Suite struct CircuitBreakerTests {
    private let policy = CircuitBreaker.Policy(failures: 3, pause: 10)

    /// Sends one request through, if it may pass.
    @discardableResult
    private func send(
        _ breaker: inout CircuitBreaker,
        _ outcome: CircuitBreaker.Outcome,
        _ now: Double
    ) -> CircuitBreaker.Answer {
        let answer = breaker.admit(now: now)
        if case .pass(let permit) = answer { breaker.record(outcome, of: permit, now: now) }
        return answer
    }

    private func opened(at now: Double = 0) -> CircuitBreaker {
        var breaker = CircuitBreaker(policy)
        for _ in 0..<3 { send(&breaker, .failure, now) }
        return breaker
    }

    @Test func `a run of failures opens it, and it says how long it stays so`() {
        var breaker = opened()
        #expect(breaker.state == .open)
        #expect(breaker.admit(now: 4) == .refuse(seconds: 6))
    }

    @Test func `a success ends the run, and a client's mistake does not`() {
        var breaker = CircuitBreaker(policy)
        for outcome in [CircuitBreaker.Outcome.failure, .failure, .success, .failure, .failure, .neither, .neither] {
            send(&breaker, outcome, 0)
        }
        #expect(breaker.state == .closed)
        send(&breaker, .failure, 0)
        #expect(breaker.state == .open)
    }

    @Test func `after the pause one probe passes, and its success closes`() {
        var breaker = opened()
        guard case .pass(let probe) = breaker.admit(now: 10) else {
            Issue.record("no probe")
            return
        }
        #expect(breaker.state == .halfOpen)
        #expect(breaker.admit(now: 10) == .refuse(seconds: 1))
        breaker.record(.success, of: probe, now: 11)
        #expect(breaker.state == .closed)
    }

    @Test func `a probe that fails opens it anew`() {
        var breaker = opened()
        send(&breaker, .failure, 10)
        #expect(breaker.state == .open)
        #expect(breaker.admit(now: 19) == .refuse(seconds: 1))
    }

    @Test func `a probe that says nothing makes room for another`() {
        var breaker = opened()
        send(&breaker, .neither, 10)
        #expect(breaker.state == .halfOpen)
        send(&breaker, .success, 10)
        #expect(breaker.state == .closed)
    }

    @Test func `a probe that is never heard of again does not block for ever`() {
        var breaker = opened()
        _ = breaker.admit(now: 10)
        #expect(breaker.admit(now: 19.9) == .refuse(seconds: 1))
        guard case .pass = breaker.admit(now: 20) else {
            Issue.record("still blocked")
            return
        }
    }

    @Test func `what was let through before the change no longer counts`() {
        var breaker = CircuitBreaker(policy)
        let permits = (0..<10).compactMap { _ -> CircuitBreaker.Permit? in
            if case .pass(let permit) = breaker.admit(now: 0) { permit } else { nil }
        }
        for permit in permits.prefix(3) { breaker.record(.failure, of: permit, now: 0) }
        guard case .pass(let probe) = breaker.admit(now: 10) else {
            Issue.record("no probe")
            return
        }
        for permit in permits.dropFirst(3) { breaker.record(.failure, of: permit, now: 10) }
        #expect(breaker.state == .halfOpen)
        breaker.record(.success, of: probe, now: 10)
        for permit in permits { breaker.record(.failure, of: permit, now: 10) }
        #expect(breaker.state == .closed)
    }

    @Test func `a reset closes it`() {
        var breaker = opened()
        breaker.reset()
        #expect(breaker.state == .closed)
        #expect(breaker.quietPermit != nil)
    }

    @Test func `switched off it never opens`() {
        var breaker = CircuitBreaker(.off)
        for _ in 0..<1000 { send(&breaker, .failure, 0) }
        #expect(breaker.state == .closed)
    }

    @Test(arguments: 0..<30)
    func `a version that works again is found to, whatever happened before`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var breaker = CircuitBreaker(policy)
        var now = 0.0
        for _ in 0..<2000 {
            now += Double.random(in: 0...3, using: &generator)
            let outcome = [CircuitBreaker.Outcome.success, .failure, .failure, .neither].randomElement(
                using: &generator
            )
            guard case .pass(let permit) = breaker.admit(now: now) else { continue }
            // Some are never heard of again.
            if Int.random(in: 0..<10, using: &generator) > 0, let outcome {
                breaker.record(outcome, of: permit, now: now)
            }
        }
        for _ in 0..<3 {
            now += 11
            send(&breaker, .success, now)
        }
        #expect(breaker.state == .closed)
    }
}
