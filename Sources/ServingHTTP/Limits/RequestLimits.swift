package import Admission

/// What bounds the requests of each caller; without anything set, nothing.
package struct RequestLimits: Sendable {
    /// Nil for as many as come.
    package var rateLimit: RateLimit?
    /// The proxies whose word on a request's address is believed.
    package var trustedProxies: TrustedProxies
    /// Seconds that a prediction may take, counted from the request's head; nil for any time.
    package var deadline: Double?

    package init(rateLimit: RateLimit? = nil, trustedProxies: TrustedProxies = .init(), deadline: Double? = nil) {
        self.rateLimit = rateLimit
        self.trustedProxies = trustedProxies
        self.deadline = deadline
    }
}
