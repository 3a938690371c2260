import Foundation
import Synchronization

/// Where events are told and listened to.
///
/// A publisher never waits: it adds to a ring of the last events and wakes who waits. A listener has a place in the ring
/// and not a queue of its own, so that a slow one costs nothing; when the ring has overtaken it, it is told how many
/// events it missed.
package final class EventHub: Sendable {
    /// What a listener gets.
    package enum Item: Sendable, Equatable {
        case event(ServiceEvent)
        /// So many events were there and are gone.
        case lost(UInt64)
    }

    private struct State {
        var ring: EventRing
        var listeners = 0
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var isClosed = false
    }

    /// Names this life of the service: numbers begin again with each.
    package let epoch: String
    package let maximumListeners: Int
    private let state: Mutex<State>
    private let now: @Sendable () -> Double

    /// - Parameters:
    ///   - capacity: how many events are kept for who comes back.
    ///   - maximumListeners: how many may listen at once.
    ///   - epoch: letters and digits; made up when nil.
    ///   - now: Unix seconds.
    package init(
        capacity: Int = 256,
        maximumListeners: Int = 64,
        epoch: String? = nil,
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.epoch = epoch ?? String(UInt64.random(in: .min ... .max), radix: 36)
        self.maximumListeners = maximumListeners
        self.now = now
        state = Mutex(State(ring: EventRing(capacity: capacity)))
    }

    /// Unix seconds.
    package var time: Double { now() }

    // MARK: - Telling

    /// Tells all listeners; never waits.
    package func publish(
        _ kind: ServiceEvent.Kind,
        model: String? = nil,
        version: String? = nil,
        details: ServiceEvent.Details = .init()
    ) {
        let time = now()
        wake { $0.ring.append(kind, model: model, version: version, details: details, at: time) }
    }

    /// Tells that the service ends, and ends all listening; only the first call does anything.
    package func close() {
        let time = now()
        wake { state in
            guard !state.isClosed else { return }
            state.ring.append(.draining, model: nil, version: nil, details: .init(), at: time)
            state.isClosed = true
        }
    }

    private func wake(_ change: (inout sending State) -> Void) {
        let waiters = state.withLock { state in
            change(&state)
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume() }
    }

    // MARK: - Listening

    /// The number of the newest event.
    package var last: UInt64 { state.withLock { $0.ring.last } }
    package var isClosed: Bool { state.withLock { $0.isClosed } }
    package var listenerCount: Int { state.withLock { $0.listeners } }

    /// Listens from a number on.
    ///
    /// - Parameter sequence: the last event that the listener knows; nil to begin with the next one.
    /// - Throws: ``ServingError`` with code `saturated` when as many listen as may.
    package func listen(after sequence: UInt64? = nil) throws(ServingError) -> EventListening {
        let start = state.withLock { state -> UInt64? in
            guard state.listeners < maximumListeners else { return nil }
            state.listeners += 1
            return min(sequence ?? state.ring.last, state.ring.last)
        }
        guard let start else {
            throw ServingError(.saturated, "\(maximumListeners) listen already; look again later, or poll")
        }
        return EventListening(hub: self, after: start)
    }

    func endListening() {
        state.withLock { $0.listeners -= 1 }
    }

    func read(after sequence: UInt64) -> (reading: EventRing.Reading, isClosed: Bool) {
        state.withLock { ($0.ring.read(after: sequence, limit: 64), $0.isClosed) }
    }

    /// Returns once there is an event after `sequence`, the service ends, or the task is cancelled.
    func wait(after sequence: UInt64) async {
        let ticket = state.withLock { state in
            state.nextWaiter &+= 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayWait = state.withLock { state in
                    guard state.ring.last <= sequence, !state.isClosed, !Task.isCancelled else { return false }
                    state.waiters[ticket] = continuation
                    return true
                }
                if !mayWait { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
        }
    }
}
