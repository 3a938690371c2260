/// What each caller has left of its ``RateLimit``, for a bounded number of callers.
///
/// A bucket that is full again says nothing that a new one would not, so it may be dropped. A bucket that is not full is
/// never dropped: when there is no room for another, callers who are new share a single bucket until there is. So a
/// flood of addresses neither grows the table nor gives anybody, known or new, more than it may have.
package struct RateTable: Sendable {
    private let limit: RateLimit
    private let capacity: Int
    private var buckets: [RateLimit.Caller: TokenBucket] = [:]
    /// What callers share for whom there is no room.
    private var overflow: TokenBucket?
    private var nextSweep = -Double.infinity
    /// Sweeps cost time in proportion to the table, so there are not many in a second.
    private static let secondsBetweenSweeps = 0.1

    package init(_ limit: RateLimit, capacity: Int) {
        self.limit = limit
        self.capacity = max(1, capacity)
    }

    /// How many callers have a bucket.
    package var count: Int { buckets.count }

    /// Counts a request of a caller.
    ///
    /// - Parameter now: seconds of a monotonic clock.
    package mutating func take(_ caller: RateLimit.Caller, now: Double) -> RateLimit.Verdict {
        if let index = buckets.index(forKey: caller) { return take(from: &buckets.values[index], now) }
        if buckets.count >= capacity { sweep(now) }
        var bucket = TokenBucket(rate: limit.rate, capacity: limit.burst, now: now)
        guard buckets.count < capacity else { return takeShared(new: bucket, now) }
        let verdict = take(from: &bucket, now)
        buckets[caller] = bucket
        return verdict
    }

    private mutating func takeShared(new: TokenBucket, _ now: Double) -> RateLimit.Verdict {
        var bucket = overflow ?? new
        defer { overflow = bucket }
        return take(from: &bucket, now)
    }

    private func take(from bucket: inout TokenBucket, _ now: Double) -> RateLimit.Verdict {
        let wait = bucket.take(now: now)
        return RateLimit.Verdict(
            remaining: Int(min(bucket.tokens, 1e9)),
            resetSeconds: RateLimit.whole(bucket.fullAt - now),
            retrySeconds: wait > 0 ? max(1, RateLimit.whole(wait)) : nil
        )
    }

    private mutating func sweep(_ now: Double) {
        guard now >= nextSweep else { return }
        nextSweep = now + Self.secondsBetweenSweeps
        buckets = buckets.filter { $0.value.fullAt > now }
    }
}
