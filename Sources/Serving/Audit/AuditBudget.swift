import Admission

/// How many refused attempts become entries of their own: people who have no key must not fill the disk.
///
/// What is over the budget is counted, and the count becomes one entry now and then. A value over time that is handed in,
/// in seconds of any monotonic clock.
package struct AuditBudget: Sendable {
    /// Attempts that got no entry of their own.
    package struct Summary: Sendable, Equatable {
        package let count: Int
        /// Some of the addresses that they came from, sorted.
        package let addresses: [String]
        /// Whether they came from more addresses than those.
        package let hasMoreAddresses: Bool
    }

    private var overall: TokenBucket
    private var byAddress: [String: TokenBucket] = [:]
    private var count = 0
    private var addresses: Set<String> = []
    private var hasMoreAddresses = false

    /// Twenty at once from an address and one a minute from then on; two hundred and one in ten seconds from all.
    private static let addressBurst = 20.0
    private static let addressRate = 1.0 / 60
    private static let overallBurst = 200.0
    private static let overallRate = 1.0 / 10
    /// Addresses that are remembered; beyond them the budget of all is what counts.
    private static let addressLimit = 1024
    private static let namedAddresses = 8

    package init(now: Double) {
        overall = TokenBucket(rate: Self.overallRate, capacity: Self.overallBurst, now: now)
    }

    /// Whether a refused attempt gets an entry of its own; it is counted when not.
    package mutating func admits(address: String, now: Double) -> Bool {
        if byAddress.count >= Self.addressLimit, byAddress[address] == nil {
            byAddress.removeAll(keepingCapacity: true)
        }
        var bucket =
            byAddress[address] ?? TokenBucket(rate: Self.addressRate, capacity: Self.addressBurst, now: now)
        let isWithin = bucket.take(now: now) == 0 && overall.take(now: now) == 0
        byAddress[address] = bucket
        if !isWithin { suppress(address) }
        return isWithin
    }

    /// What was counted since the last summary; nil when nothing was.
    package mutating func takeSummary() -> Summary? {
        guard count > 0 else { return nil }
        defer {
            count = 0
            addresses = []
            hasMoreAddresses = false
        }
        return Summary(count: count, addresses: addresses.sorted(), hasMoreAddresses: hasMoreAddresses)
    }

    private mutating func suppress(_ address: String) {
        count += 1
        if addresses.count < Self.namedAddresses || addresses.contains(address) {
            addresses.insert(address)
        } else {
            hasMoreAddresses = true
        }
    }
}
