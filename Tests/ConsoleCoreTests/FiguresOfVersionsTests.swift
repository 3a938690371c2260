import Testing

@testable import ConsoleCore

struct FiguresOfVersionsTests {
    @Test func `rates come from the measured time between polls`() {
        var driver = ConsoleDriver()
        driver.pollOnce()
        #expect(driver.state.timeline.figures(of: .v1) == nil)
        driver.server.answer(1000, by: "v1", in: 0.001, errors: 50)
        driver.pollOnce(after: 2)
        let figures = driver.state.timeline.figures(of: .v1)
        #expect(figures?.rate == 500)
        #expect(figures?.errorShare == 0.05)
        driver.pollOnce()
        #expect(driver.state.timeline.figures(of: .v1)?.rate == 0)
        #expect(driver.state.timeline.figures(of: .v2) == nil)
    }

    @Test func `requests that all fail are told as such`() {
        var driver = ConsoleDriver()
        driver.pollOnce()
        var counters = SampleServer.Counters()
        counters.failed = 12
        driver.server.counters["v1"] = counters
        driver.pollOnce()
        #expect(driver.text.contains("v1 answered none of 12 requests"))
    }

    @Test func `a counter that fell is a restart, and what it holds is new`() {
        var driver = ConsoleDriver.live()
        driver.server.counters = [:]
        driver.server.answer(10, by: "v1", in: 0.001)
        driver.pollOnce()
        #expect(driver.state.timeline.columns.last?.isRestart == true)
        #expect(driver.state.timeline.figures(of: .v1)?.rate == 10)
        #expect(driver.message == "the server was restarted: its counters began again")
    }

    @Test func `another start time is a restart even when the counters grew`() {
        var driver = ConsoleDriver()
        driver.server.answer(10, by: "v1", in: 0.001)
        driver.pollOnce()
        driver.server.startedAt += 60
        driver.server.answer(5, by: "v1", in: 0.001)
        driver.pollOnce()
        #expect(driver.state.timeline.figures(of: .v1)?.rate == 15)
    }

    @Test func `a restart does not mix with what was before`() {
        var driver = ConsoleDriver()
        driver.server.answer(100, by: "v1", in: 0.1)
        driver.pollOnce()
        driver.server.counters = [:]
        driver.server.answer(10, by: "v1", in: 0.001)
        driver.pollOnce()
        #expect(driver.state.timeline.figures(of: .v1)?.latency?.total == 10)
    }

    @Test func `quantiles lie in the bucket of the known value`() throws {
        var driver = ConsoleDriver()
        driver.pollOnce()
        for index in 1...1000 {
            driver.server.answer(1, by: "v1", in: Double(index) / 1000)
        }
        driver.pollOnce()
        let latency = try #require(driver.state.timeline.figures(of: .v1)?.latency)
        // Evenly from 1 ms to 1 s: the known quantile is the share itself; half a bucket of √2 is 19 %.
        for share in [0.01, 0.1, 0.5, 0.9, 0.95, 0.99] {
            let quantile = try #require(latency.quantile(share))
            #expect(abs(quantile.value - share) / share < 0.19)
            #expect(quantile.clipped == nil)
        }
    }

    @Test func `a quantile is placed within its bucket on a logarithmic scale`() {
        let counts = LatencyCounts(bounds: [1, 4, .infinity], counts: [0, 100, 0])
        #expect(counts.quantile(0.5) == Quantile(value: 2, bucket: 1, clipped: nil))
        #expect(counts.quantile(1) == Quantile(value: 4, bucket: 1, clipped: nil))
    }

    @Test func `a quantile beyond the buckets is a limit and says so`() {
        #expect(LatencyCounts(bounds: [1, 2, .infinity], counts: [0, 0, 5]).quantile(0.5)?.text == ">2.0s")
        #expect(LatencyCounts(bounds: [0.001, 2, .infinity], counts: [5, 0, 0]).quantile(0.5)?.text == "<1.0ms")
        #expect(LatencyCounts(bounds: [1, 2], counts: [0, 0]).quantile(0.5) == nil)
        #expect(LatencyCounts(bounds: [], counts: []).quantile(0.5) == nil)
    }

    @Test func `buckets that make no sense are mended`() {
        let histogram = CumulativeHistogram(
            bounds: [2, 1, .nan, 1, .infinity, 4, -.infinity],
            counts: [5, 3, 9, 100, 6, 2, .nan]
        )
        #expect(histogram.bounds == [1, 2, 4, .infinity])
        #expect(histogram.counts == [3, 5, 5, 6])
        #expect(histogram.observations(since: nil).counts == [3, 2, 0, 1])
    }

    @Test func `other buckets than before start over`() {
        let earlier = CumulativeHistogram(bounds: [1, 2], counts: [1, 5])
        let later = CumulativeHistogram(bounds: [1, 3], counts: [2, 9])
        #expect(later.observations(since: earlier).counts == [2, 7])
    }

    @Test func `the column in which another version became active is marked`() {
        var driver = ConsoleDriver.live(size: Size(columns: 120, rows: 40))
        driver.server.active = "v2"
        driver.server.generation = 4
        driver.pollOnce()
        #expect(driver.state.timeline.columns.last?.activated == .v2)
        #expect(driver.text.contains("v2▲"))
    }

    @Test func `a heat map shows a single slow request among thousands`() {
        #expect(Heat(1, of: 1_000_000).step == 1)
        #expect(Heat(0, of: 10).step == 0)
        #expect(Heat(10, of: 10).step == Heat.steps)
        #expect(Heat(.nan, of: 10).step == 0)
        #expect(Heat(1, of: .infinity).step == 0)
    }

    @Test func `buckets are merged until they fit, at boundaries that stay`() {
        let bounds = SampleServer.bounds
        var counts = bounds.map { _ in 0.0 }
        counts[20] = 1
        counts[31] = 1
        let all = LatencyCounts(bounds: bounds, counts: counts)
        #expect(BucketRow.rows(for: all, limit: 20).count == 14)
        let merged = BucketRow.rows(for: all, limit: 7)
        #expect(merged.count <= 7)
        #expect(merged.allSatisfy { $0.buckets.lowerBound.isMultiple(of: merged[0].buckets.count) })
        #expect(merged.reduce(0) { $0 + $1.count(in: all) } == 2)
        #expect(BucketRow.rows(for: all, limit: 1).count == 1)
        #expect(BucketRow.rows(for: all, limit: 0).isEmpty)
    }
}
