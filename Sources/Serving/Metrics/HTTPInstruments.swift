import Synchronization

/// What is counted for requests of any kind.
package final class HTTPInstruments: Sendable {
    /// The requests of one route and method, by status.
    package final class Series: Sendable {
        package let route: String
        package let method: String
        private let byStatus = Mutex<[Int: Histogram]>([:])

        init(route: String, method: String) {
            self.route = route
            self.method = method
        }

        /// Counts a request that was answered.
        package func record(status: Int, seconds: Double) {
            let histogram = byStatus.withLock { histograms in
                if let known = histograms[status] { return known }
                let made = Histogram()
                histograms[status] = made
                return made
            }
            histogram.record(seconds)
        }

        var snapshots: [(status: Int, histogram: Histogram)] {
            byStatus.withLock { Array($0) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
    }

    private let all = Mutex<[Series]>([])
    private let inFlightCount = Atomic<Int>(0)

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
