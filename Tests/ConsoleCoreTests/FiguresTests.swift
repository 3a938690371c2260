import Testing

@testable import ConsoleCore

struct FiguresTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1240, "1,240"), (9_999_999, "9,999,999"), (12_400_000, "12.4M"), (3.2e9, "3.2G"),
        (5e15, "5000.0T"), (.nan, "-"), (.infinity, "-"), (-1, "-"),
    ])
    func `counts`(value: Double, text: String) { #expect(Figures.count(value) == text) }

    @Test(arguments: [(0, "0"), (0.04, "0.0"), (3.44, "3.4"), (9.96, "10"), (1239.6, "1,240"), (.nan, "-")])
    func `rates`(value: Double, text: String) { #expect(Figures.rate(value) == text) }

    @Test(arguments: [(0, "0.0"), (0.0004, "<0.1"), (0.0012, "0.1"), (1, "100.0"), (.nan, "-")])
    func `percentages`(value: Double, text: String) { #expect(Figures.percent(value) == text) }

    @Test(arguments: [
        (9.5e-7, "0.95µs"), (1.4e-6, "1.4µs"), (6.5e-4, "650µs"), (9.99e-4, "1.0ms"), (0.0039, "3.9ms"),
        (0.0284, "28ms"),
        (0.953, "950ms"), (0.9951, "1.0s"), (11.3, "11s"), (.nan, "-"), (.infinity, "-"), (-1, "-"),
    ])
    func `latencies have two digits`(value: Double, text: String) { #expect(Figures.latency(value) == text) }

    @Test(arguments: [
        (0.2124, "212 ms"), (0.9999, "1.0 s"), (1.44, "1.4 s"), (12.7, "12 s"), (150, "2 min"), (8040, "2 h 14 min"),
        (200_000, "2 d 7 h"), (.nan, "-"), (.infinity, "-"),
    ])
    func `durations`(value: Double, text: String) { #expect(Figures.duration(value) == text) }

    @Test(arguments: [
        (0, "0 B"), (999, "999 B"), (148_000, "148 kB"), (1_260_000, "1.3 MB"), (999_600, "1.0 MB"), (3e12, "3.0 TB"),
        (.nan, "-"), (1e300, "9,223,372,036,854,775,807 TB"),
    ])
    func `bytes`(value: Double, text: String) { #expect(Figures.bytes(value) == text) }

    @Test(arguments: [
        (0, 0, "1970-01-01 00:00:00"), (951_782_399, 0, "2000-02-28 23:59:59"), (951_782_400, 0, "2000-02-29 00:00:00"),
        (1_787_493_731, 7200, "2026-08-23 16:02:11"), (-1, 0, "1969-12-31 23:59:59"), (1e300, 0, "-"), (.nan, 0, "-"),
    ])
    func `dates and times`(unix: Double, offset: Int, text: String) {
        #expect(Figures.date(unix, zoneOffset: offset) == text)
    }
}
