import Testing

@testable import Serving

@Suite struct SizeHistogramTests {
    @Test(arguments: [
        (1, 1.0), (2, 2), (3, 4), (4, 4), (5, 8), (1023, 1024), (1024, 1024), (1025, .infinity), (.max, .infinity),
        (0, 1), (-5, 1),
    ])
    func `a number falls into the first bucket that holds it`(number: Int, bound: Double) {
        let histogram = SizeHistogram()
        histogram.record(number)
        let counts = histogram.snapshot.counts
        #expect(counts.reduce(0, +) == 1)
        #expect(counts.firstIndex(of: 1).map { SizeHistogram.bounds[$0] } == bound)
    }
}
