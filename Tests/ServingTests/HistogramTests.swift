import Foundation
import Testing

@testable import Serving

@Suite struct HistogramTests {
    @Test func `bounds are the square roots of powers of two from a microsecond to eleven seconds`() {
        #expect(Histogram.bounds.count == 49)
        #expect(Histogram.bounds.first == pow(2, -20))
        #expect(Histogram.bounds[47] == pow(2, 3.5))
        #expect(Histogram.bounds.last == .infinity)
        for (smaller, larger) in zip(Histogram.bounds, Histogram.bounds.dropFirst().dropLast()) {
            #expect(abs(larger / smaller - 2.0.squareRoot()) < 1e-15)
        }
    }

    @Test func `a duration falls into the first bucket whose bound is not below it`() {
        for (index, bound) in Histogram.bounds.dropLast().enumerated() {
            #expect(Histogram.bucket(of: bound) == index)
            #expect(Histogram.bucket(of: bound.nextUp) == index + 1)
            #expect(Histogram.bucket(of: bound.nextDown) == index)
        }
    }

    @Test(arguments: [-1.0, 0, .nan, -.infinity])
    func `what is no duration counts as none`(seconds: Double) {
        let histogram = Histogram()
        histogram.record(seconds)
        #expect(histogram.snapshot.counts.first == 1)
        #expect(histogram.snapshot.sum == 0)
    }

    @Test func `an endless duration counts in the last bucket and does not trap`() {
        let histogram = Histogram()
        histogram.record(.infinity)
        #expect(histogram.snapshot.counts.last == 1)
    }

    @Test func `counts and sum of many threads add up`() async {
        let histogram = Histogram()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<10_000 { histogram.record(0.001) } }
            }
        }
        #expect(histogram.snapshot.counts.reduce(0, +) == 80_000)
        #expect(abs(histogram.snapshot.sum - 80) < 1e-6)
    }
}
