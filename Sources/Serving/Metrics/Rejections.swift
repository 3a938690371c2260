/// Why the server turned a request away that it could have answered at another time, as the label `reason` says it.
package enum RejectionReason: String, Sendable, CaseIterable {
    case circuitOpen = "circuit_open"
    case deadline
    case rateLimit = "rate_limit"
    case saturated

    init?(_ code: ServingError.Code) {
        switch code {
        case .circuitOpen: self = .circuitOpen
        case .deadlineExceeded: self = .deadline
        case .saturated: self = .saturated
        default: return nil
        }
    }
}

/// The requests that were turned away, by reason.
package final class Rejections: Sendable {
    private let counters = RejectionReason.allCases.map { _ in Counter() }

    package init() {}

    package func record(_ reason: RejectionReason) {
        for (counter, candidate) in zip(counters, RejectionReason.allCases) where candidate == reason {
            counter.increment()
        }
    }

    /// The counts of every reason, those that never occurred included.
    package var counts: [(reason: RejectionReason, count: UInt64)] {
        zip(RejectionReason.allCases, counters).map { ($0, $1.value) }
    }
}
