import Synchronization

/// What is counted for requests of any kind.
package final class HTTPInstruments: Sendable {
    /// The requests of one route and method, by status.
    package final class Series: Sendable {
        /// A histogram that is made by the first request that needs it.
        private final class Slot: Sendable {
            let histogram = AtomicLazyReference<Histogram>()
        }

        package let route: String
        package let method: String
        /// A slot for each of ``statuses``, and one for any other.
        private let slots: [Slot]

        /// The statuses that the server gives.
        private static let statuses = [
            200, 204, 400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 500, 501, 503, 504,
        ]
        private static let slotByStatus = Dictionary(uniqueKeysWithValues: statuses.enumerated().map { ($1, $0) })

        init(route: String, method: String) {
            self.route = route
            self.method = method
            slots = (0...Self.statuses.count).map { _ in Slot() }
        }

        /// Counts a request that was answered.
        package func record(status: Int, seconds: Double) {
            let slot = slots[Self.slotByStatus[status] ?? Self.statuses.count]
            let histogram = slot.histogram.load() ?? slot.histogram.storeIfNil(Histogram())
            histogram.record(seconds)
        }

        var snapshots: [(status: String, histogram: Histogram)] {
            zip(Self.statuses.map(String.init) + ["other"], slots).compactMap { status, slot in
                slot.histogram.load().map { (status, $0) }
            }
        }
    }

    private let all = Mutex<[Series]>([])
    private let inFlightCount = Atomic<Int>(0)
    package let rejections = Rejections()

    /// A series for a route's template and a method, for the life of the process; asked for when routes are made.
    package func series(route: String, method: String) -> Series {
        all.withLock { all in
            if let known = all.first(where: { $0.route == route && $0.method == method }) { return known }
            let made = Series(route: route, method: method)
            all.append(made)
            return made
        }
    }

    package func begin() {
        inFlightCount.add(1, ordering: .relaxed)
    }

    package func end() {
        inFlightCount.subtract(1, ordering: .relaxed)
    }

    /// How many requests are being answered now.
    package var inFlight: Int { inFlightCount.load(ordering: .relaxed) }

    var allSeries: [Series] {
        all.withLock { $0 }.sorted { ($0.route, $0.method) < ($1.route, $1.method) }
    }
}
