import Admission
import TestSupport
import Testing

@Suite struct RateTableTests {
    @Test func `callers do not pay for each other`() {
        var table = RateTable(RateLimit(rate: 1, burst: 2), capacity: 10)
        #expect(table.take(.key("a"), now: 0).retrySeconds == nil)
        #expect(table.take(.key("a"), now: 0).retrySeconds == nil)
        #expect(table.take(.key("a"), now: 0).retrySeconds == 1)
        #expect(table.take(.key("b"), now: 0).retrySeconds == nil)
    }

    @Test func `a verdict tells what is left and when it is whole again`() {
        var table = RateTable(RateLimit(rate: 2, burst: 10), capacity: 10)
        #expect(table.take(.key("a"), now: 0) == RateLimit.Verdict(remaining: 9, resetSeconds: 1, retrySeconds: nil))
        for _ in 0..<9 { _ = table.take(.key("a"), now: 0) }
        #expect(table.take(.key("a"), now: 0) == RateLimit.Verdict(remaining: 0, resetSeconds: 5, retrySeconds: 1))
        #expect(RateLimit(rate: 2, burst: 10).windowSeconds == 5)
    }

    @Test func `slow limits tell long waits, and none is too long to tell`() {
        var table = RateTable(RateLimit(rate: 0.001, burst: 1), capacity: 10)
        _ = table.take(.key("a"), now: 0)
        #expect(table.take(.key("a"), now: 1).retrySeconds == 999)
        #expect(RateLimit.whole(.infinity) == 1_000_000_000)
        #expect(RateLimit.whole(.nan) == 0)
    }

    @Test func `a flood of new callers neither grows the table nor frees a known one`() {
        var table = RateTable(RateLimit(rate: 1, burst: 5), capacity: 100)
        for _ in 0..<6 { _ = table.take(.number(-1), now: 0) }
        var answered = 0
        for stranger in 0..<10_000 where table.take(.number(stranger), now: 0.5).retrySeconds == nil { answered += 1 }
        #expect(table.count == 100)
        #expect(table.take(.number(-1), now: 0.5).retrySeconds == 1)
        // 99 have a bucket of their own, and the others share one.
        #expect(answered == 99 + 5)
    }

    @Test func `room is made once buckets are full again`() {
        var table = RateTable(RateLimit(rate: 1, burst: 2), capacity: 50)
        for caller in 0..<1000 { _ = table.take(.number(caller), now: 0) }
        #expect(table.take(.number(5000), now: 10).retrySeconds == nil)
        #expect(table.count == 1)
    }

    @Test(arguments: 0..<20)
    func `nobody ever gets more than a burst and the rate`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let limit = RateLimit(
            rate: Double.random(in: 0.1...50, using: &generator),
            burst: Double.random(in: 1...40, using: &generator)
        )
        var table = RateTable(limit, capacity: 8)
        var now = 0.0
        var taken: [Int: [Double]] = [:]
        for _ in 0..<5000 {
            now += Double.random(in: 0...0.05, using: &generator)
            let caller = Int.random(in: 0..<30, using: &generator)
            if table.take(.number(caller), now: now).retrySeconds == nil { taken[caller, default: []].append(now) }
        }
        for times in taken.values {
            for (index, start) in times.enumerated() {
                let within = times[index...].count { $0 - start <= 1 }
                // A caller who loses its bucket had a full one; one that comes from the shared bucket may get its own.
                #expect(Double(within) <= 2 * limit.burst + limit.rate + 1)
            }
        }
        #expect(table.count <= 8)
    }

    @Test(arguments: 0..<20)
    func `who waits as long as it is told is answered`(seed: UInt64) {
        var generator = SeededGenerator(seed: 100 + seed)
        var table = RateTable(
            RateLimit(rate: Double.random(in: 0.01...20, using: &generator), burst: 3),
            capacity: 4
        )
        var now = Double.random(in: 0...1e6, using: &generator)
        for _ in 0..<500 {
            let verdict = table.take(.number(1), now: now)
            guard let wait = verdict.retrySeconds else { continue }
            now += Double(wait)
            #expect(table.take(.number(1), now: now).retrySeconds == nil)
        }
    }
}

extension RateLimit.Caller {
    fileprivate static func number(_ number: Int) -> Self {
        .address(IPAddress(v4: UInt32(truncatingIfNeeded: number)))
    }
}
