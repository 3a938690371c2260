/// Tokens that refill at a steady rate up to a limit; each request takes one.
///
/// A value over time that is handed in, in seconds of any monotonic clock.
package struct TokenBucket: Sendable, Equatable {
    /// Tokens a second.
    package let rate: Double
    /// The most tokens that gather.
    package let capacity: Double
    /// Tokens at `updated`.
    package private(set) var tokens: Double
    private var updated: Double

    /// A full bucket.
    package init(rate: Double, capacity: Double, now: Double) {
        self.rate = rate
        self.capacity = capacity
        tokens = capacity
        updated = now
    }

    /// Takes a token.
    ///
    /// - Returns: 0 when there was one, else the seconds until there is.
    package mutating func take(now: Double) -> Double {
        tokens = min(capacity, tokens + max(0, now - updated) * rate)
        updated = max(updated, now)
        guard tokens < 1 else {
            tokens -= 1
            return 0
        }
        return (1 - tokens) / rate
    }

    /// When the bucket is full, if nobody takes from it until then: from that moment on it is like a new one.
    package var fullAt: Double { updated + (capacity - tokens) / rate }
}
