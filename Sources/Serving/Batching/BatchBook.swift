/// Requests that wait to be evaluated together; a value over time that is handed in, in seconds of a monotonic clock.
///
/// A batch runs as soon as it is full, when the next request would overfill it, or when its first member has waited for
/// as long as the limits say.
struct BatchBook<Kind: Hashable, Member> {
    private struct Batch {
        var members: [Member]
        var rowCount: Int
        /// When it runs at the latest.
        let due: Double
    }

    /// What follows from a request's arrival.
    struct Arrival {
        /// Batches to run now.
        var run: [[Member]] = []
        /// When to ask for ``takeDue(now:)``; nil where that was said before, or nothing waits.
        var due: Double?
    }

    private var batches: [Kind: Batch] = [:]

    var isEmpty: Bool { batches.isEmpty }

    /// Lets a request wait for others of its kind.
    ///
    /// - Parameter rowCount: at least 1; more than the limits allow run at once.
    mutating func add(_ member: Member, rowCount: Int, to kind: Kind, _ limits: BatchLimits, now: Double) -> Arrival {
        var arrival = Arrival()
        if let waiting = batches[kind], rowCount > limits.rowCount - waiting.rowCount {
            arrival.run += take([kind])
        }
        if batches[kind] == nil {
            let due = now + limits.delaySeconds
            batches[kind] = Batch(members: [], rowCount: 0, due: due)
            arrival.due = due
        }
        batches[kind]?.members.append(member)
        batches[kind]?.rowCount += rowCount
        if let batch = batches[kind], batch.rowCount >= limits.rowCount {
            arrival.run += take([kind])
            arrival.due = nil
        }
        return arrival
    }

    /// The batches whose time has come.
    mutating func takeDue(now: Double) -> [[Member]] {
        take(batches.filter { $0.value.due <= now }.map(\.key))
    }

    /// The batches of some kinds, due or not.
    mutating func takeAll(where matches: (Kind) -> Bool = { _ in true }) -> [[Member]] {
        take(batches.keys.filter(matches))
    }

    private mutating func take(_ kinds: [Kind]) -> [[Member]] {
        kinds.compactMap { batches.removeValue(forKey: $0)?.members }
    }
}
