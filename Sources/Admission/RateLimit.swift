/// How often a caller may ask: steadily, and at once after a silence.
package struct RateLimit: Sendable, Equatable {
    /// Requests a second; above 0.
    package let rate: Double
    /// Requests that may come at once; at least 1.
    package let burst: Double

    package init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = max(1, burst)
    }

    /// The seconds in which an empty bucket fills, rounded up.
    package var windowSeconds: Int { Self.whole(burst / rate) }

    /// Whole seconds, rounded up; a wait that cannot be told in time ends somewhere far.
    package static func whole(_ seconds: Double) -> Int {
        guard seconds > 0 else { return 0 }
        return seconds < 1e9 ? Int(seconds.rounded(.up)) : 1_000_000_000
    }

    /// Whom a bucket belongs to.
    package enum Caller: Sendable, Hashable {
        /// The name of a key.
        case key(String)
        /// The subject of a token.
        case token(String)
        case address(IPAddress)
    }

    /// What a caller who asks gets to hear.
    package struct Verdict: Sendable, Equatable {
        /// Requests that the caller may send at once from now on.
        package let remaining: Int
        /// Seconds, rounded up, until it may send a whole burst again.
        package let resetSeconds: Int
        /// Seconds, rounded up, until the next request is welcome; nil when this one was.
        package let retrySeconds: Int?

        package init(remaining: Int, resetSeconds: Int, retrySeconds: Int?) {
            self.remaining = remaining
            self.resetSeconds = resetSeconds
            self.retrySeconds = retrySeconds
        }
    }
}
