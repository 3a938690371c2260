/// Something that happened to the service, for whoever listens.
package struct ServiceEvent: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case switched
        case rolledBack = "rolled_back"
        case loaded
        case loadFailed = "load_failed"
        case unloaded
        /// A version's circuit breaker refuses requests from now on.
        case circuitOpened = "circuit_opened"
        /// It lets a few through, to see whether the version answers again.
        case circuitHalfOpen = "circuit_half_open"
        case circuitClosed = "circuit_closed"
        /// The server takes no more requests; the last event of its life.
        case draining
    }

    /// What is told besides kind, model and version; all optional.
    package struct Details: Sendable, Equatable {
        /// The version that was active before.
        package var from: String?
        package var generation: Int?
        package var who: String?
        /// Why, or what went wrong.
        package var reason: String?
        /// How long it took.
        package var seconds: Double?
        package var requestID: String?

        package init(
            from: String? = nil,
            generation: Int? = nil,
            who: String? = nil,
            reason: String? = nil,
            seconds: Double? = nil,
            requestID: String? = nil
        ) {
            self.from = from
            self.generation = generation
            self.who = who
            self.reason = reason
            self.seconds = seconds
            self.requestID = requestID
        }
    }

    /// Grows by one with each event of this process, from 1.
    package let sequence: UInt64
    /// Unix seconds.
    package let at: Double
    package let kind: Kind
    package let model: String?
    package let version: String?
    package let details: Details
}
