import Testing

@testable import ServingHTTP

@Suite struct ConnectionClockTests {
    /// With round numbers.
    private static let limits: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.headerTimeout = 10
        limits.bodyTimeout = 20
        limits.writeTimeout = 30
        limits.slowestRate = 1000
        limits.idleTimeout = 75
        limits.shutdownTimeout = 30
        return limits
    }()
    private var clock = ConnectionClock(limits: Self.limits, at: 0)

    /// Sends a whole request without a body.
    private mutating func ask(at now: Double) {
        clock.received(at: now)
        clock.headEnded(at: now)
        clock.requestEnded(at: now)
    }

    @Test func `a connection that says nothing ends with the header timeout`() {
        #expect(clock.overdue(at: 9.9) == nil)
        #expect(clock.overdue(at: 10) == .first)
    }

    @Test mutating func `a head that comes byte by byte is timed from its first one`() {
        clock.received(at: 8)
        for second in 9...17 { clock.received(at: Double(second)) }
        #expect(clock.deadline == 18)
        #expect(clock.overdue(at: 18) == .head)
    }

    @Test mutating func `bytes of a body earn time at the slowest rate`() {
        clock.received(at: 0)
        clock.headEnded(at: 0)
        #expect(clock.overdue(at: 20) == .body)
        clock.bodyReceived(5000)
        #expect(clock.overdue(at: 24.9) == nil)
        #expect(clock.overdue(at: 25) == .body)
    }

    @Test mutating func `ten mebibytes over two megabits a second are never too slow, whatever the defaults`() {
        clock = ConnectionClock(limits: ConnectionLimits(), at: 0)
        clock.received(at: 0)
        clock.headEnded(at: 0)
        var sent = 0
        for tick in 1... {
            let now = Double(tick) / 10
            #expect(clock.overdue(at: now) == nil)
            clock.bodyReceived(25_000)
            sent += 25_000
            if sent >= 10 << 20 { break }
        }
        #expect(sent >= 10 << 20)
    }

    @Test mutating func `a client is not to blame while the server takes nothing`() {
        clock.received(at: 0)
        clock.headEnded(at: 0)
        clock.take(false, at: 5)
        #expect(clock.deadline == nil)
        clock.take(true, at: 100)
        #expect(clock.overdue(at: 114.9) == nil)
        #expect(clock.overdue(at: 115) == .body)
    }

    @Test mutating func `nothing is waited for while a request is being answered`() {
        ask(at: 1)
        #expect(clock.deadline == nil)
    }

    @Test mutating func `an idle connection ends with the idle timeout after its answer`() {
        ask(at: 1)
        clock.endQueued(at: 2)
        clock.endWritten(at: 3)
        #expect(clock.overdue(at: 77.9) == nil)
        #expect(clock.overdue(at: 78) == .next)
    }

    @Test mutating func `an answer that nobody takes ends with the write timeout`() {
        ask(at: 0)
        clock.endQueued(at: 1)
        #expect(clock.overdue(at: 30.9) == nil)
        #expect(clock.overdue(at: 31) == .answer)
    }

    @Test mutating func `written pieces of an answer earn time`() {
        ask(at: 0)
        clock.queued(65_536, at: 0)
        clock.queued(65_536, at: 0)
        clock.written(65_536, at: 29)
        #expect(clock.overdue(at: 95) == nil)
        #expect(clock.overdue(at: 96) == .answer)
    }

    @Test mutating func `events that are taken slowly but taken have no end`() {
        ask(at: 0)
        for minute in 0..<100 {
            let now = Double(minute) * 60
            clock.writabilityChanged(false, at: now)
            #expect(clock.overdue(at: now + 29) == nil)
            clock.writabilityChanged(true, at: now + 29)
            #expect(clock.deadline == nil)
        }
    }

    @Test mutating func `a stopping server waits for a body a third of its time, ten seconds at most`() {
        clock.received(at: 0)
        clock.headEnded(at: 0)
        clock.bodyReceived(1_000_000)
        clock.leave(at: 5)
        #expect(clock.overdue(at: 14.9) == nil)
        #expect(clock.overdue(at: 15) == .lastBody)
    }

    @Test mutating func `a stopping server does not wait for a reader beyond its own end`() {
        ask(at: 0)
        clock.queued(10 << 20, at: 0)
        clock.written(9 << 20, at: 1)
        clock.leave(at: 5)
        #expect(clock.overdue(at: 28.9) == nil)
        #expect(clock.overdue(at: 29) == .answer)
    }

    @Test mutating func `after a fault only the answer is waited for`() {
        clock.received(at: 0)
        clock.stopReading()
        clock.received(at: 1)
        #expect(clock.deadline == nil)
        clock.endQueued(at: 2)
        #expect(clock.overdue(at: 32) == .answer)
        clock.endWritten(at: 3)
        #expect(clock.deadline == nil)
    }
}
