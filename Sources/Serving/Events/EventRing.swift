import DequeModule

/// The last events, by their numbers.
struct EventRing {
    /// What comes after a position.
    struct Reading: Equatable {
        /// How many events were there and are gone.
        var lost: UInt64
        var events: [ServiceEvent]
    }

    private let capacity: Int
    private var events: Deque<ServiceEvent> = []
    /// The number of the newest event; 0 before the first.
    private(set) var last: UInt64 = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    mutating func append(
        _ kind: ServiceEvent.Kind,
        model: String?,
        version: String?,
        details: ServiceEvent.Details,
        at time: Double
    ) {
        last &+= 1
        events.append(
            ServiceEvent(sequence: last, at: time, kind: kind, model: model, version: version, details: details)
        )
        if events.count > capacity { events.removeFirst() }
    }

    /// The events after a number, at most `limit` of them; a number that was not given yet stands for the newest.
    func read(after sequence: UInt64, limit: Int = .max) -> Reading {
        let position = min(sequence, last)
        guard let first = events.first?.sequence else { return Reading(lost: 0, events: []) }
        let lost = first > position &+ 1 ? first - position - 1 : 0
        let skipped = position >= first ? Int(clamping: position - first + 1) : 0
        return Reading(lost: lost, events: Array(events.dropFirst(skipped).prefix(limit)))
    }
}
