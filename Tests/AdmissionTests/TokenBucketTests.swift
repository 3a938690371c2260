import Admission
import Testing

@Suite struct TokenBucketTests {
    @Test func `a burst is taken at once, and then the rate holds`() {
        var bucket = TokenBucket(rate: 10, capacity: 3, now: 0)
        #expect((0..<4).map { _ in bucket.take(now: 0) } == [0, 0, 0, 0.1])
        #expect(bucket.take(now: 0.1) == 0)
        #expect(bucket.take(now: 0.1) > 0)
    }

    @Test func `a bucket never holds more than its capacity`() {
        var bucket = TokenBucket(rate: 10, capacity: 2, now: 0)
        #expect((0..<3).map { _ in bucket.take(now: 100) }.filter { $0 == 0 }.count == 2)
    }
}
