/// A number of places, and a line of bounded length before them: first come, first served.
///
/// Whoever leaves a place hands it to the first in the line, so nobody who comes later gets it.
package struct WaitingLine: Sendable {
    package typealias Ticket = UInt64

    package enum Answer: Sendable, Equatable {
        /// There is a place; ``leave()`` gives it back.
        case enter
        /// The ticket is in the line, until ``leave()`` names it or ``abandon(_:)`` takes it out.
        case wait
        /// The line is as long as it may be.
        case refuse
    }

    private let places: Int
    private let limit: Int
    package private(set) var running = 0
    /// Tickets in the order in which they came; those that are no longer in `present` are passed over.
    private var line: [Ticket] = []
    private var first = 0
    private var present: Set<Ticket> = []
    private var lastTicket: Ticket = 0

    /// - Parameters:
    ///   - places: how many may be served at a time; at least 1.
    ///   - limit: how many may wait.
    package init(places: Int, limit: Int) {
        self.places = max(1, places)
        self.limit = max(0, limit)
    }

    package var waiting: Int { present.count }

    /// Takes a place if there is one and nobody waits for it.
    package mutating func enterAtOnce() -> Bool {
        guard running < places, present.isEmpty else { return false }
        running += 1
        return true
    }

    /// A ticket that nobody else has.
    package mutating func makeTicket() -> Ticket {
        lastTicket &+= 1
        return lastTicket
    }

    /// Takes a place, or a place in the line.
    package mutating func enter(_ ticket: Ticket) -> Answer {
        if enterAtOnce() { return .enter }
        guard present.count < limit else { return .refuse }
        line.append(ticket)
        present.insert(ticket)
        compact()
        return .wait
    }

    /// Gives a place back.
    ///
    /// - Returns: whose turn it is: the place is that ticket's now.
    package mutating func leave() -> Ticket? {
        while first < line.count {
            let ticket = line[first]
            first += 1
            if present.remove(ticket) != nil { return ticket }
        }
        line.removeAll(keepingCapacity: true)
        first = 0
        running = max(0, running - 1)
        return nil
    }

    /// Takes a ticket out of the line.
    ///
    /// - Returns: whether it was in it.
    package mutating func abandon(_ ticket: Ticket) -> Bool {
        present.remove(ticket) != nil
    }

    /// Forgets the tickets that are out of the line, once they are the most.
    private mutating func compact() {
        guard line.count > 2 * present.count + 64 else { return }
        line = line[first...].filter(present.contains)
        first = 0
    }
}
