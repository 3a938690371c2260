import Dispatch
import Foundation
import Synchronization

/// Hands items to a thread of its own, so that who adds one never waits for what becomes of it.
///
/// What waits is bounded: beyond it items are dropped and counted.
package final class BackgroundQueue<Item: Sendable>: Sendable {
    /// Works on items in their order.
    ///
    /// `dropped` tells how many were lost before them; the answer is how many it lost itself.
    package typealias Consumer = @Sendable (_ items: [Item], _ dropped: Int) -> Int

    /// How long the thread lets items gather between two rounds: under load it wakes a hundred times a second, not with
    /// every item.
    private static var pause: DispatchTimeInterval { .milliseconds(10) }

    private struct Shared {
        var queue: QueueState<Item>
        var flushes: [DispatchSemaphore] = []
    }

    private let shared: Mutex<Shared>
    private let wakeUp = DispatchSemaphore(value: 0)
    private let consume: Consumer

    /// - Parameters:
    ///   - name: of the thread.
    ///   - capacity: the cost that may wait or be under way.
    package init(name: String, capacity: Int, consume: @escaping Consumer) {
        self.consume = consume
        shared = Mutex(Shared(queue: QueueState(capacity: capacity)))
        let thread = Thread { [self] in run() }
        thread.name = name
        thread.start()
    }

    /// Adds an item; never waits.
    ///
    /// - Returns: false when there was no room, and the item was dropped.
    @discardableResult
    package func submit(_ item: Item, cost: Int) -> Bool {
        submit(CollectionOfOne(item), cost: cost)
    }

    /// Adds items that stay or go together, and count as one when they are dropped; never waits.
    ///
    /// - Returns: false when there was no room, and they were dropped.
    @discardableResult
    package func submit(_ group: some Collection<Item> & Sendable, cost: Int) -> Bool {
        let (isAccepted, wakes) = shared.withLock { $0.queue.add(group, cost: cost) }
        if wakes { wakeUp.signal() }
        return isAccepted
    }

    /// How many items were dropped so far.
    package var droppedCount: UInt64 { shared.withLock { $0.queue.droppedCount } }

    /// Waits until everything that was added before is done.
    ///
    /// - Returns: false when that took longer than `seconds`.
    @discardableResult
    package func flush(within seconds: Double) -> Bool {
        let done = DispatchSemaphore(value: 0)
        shared.withLock { $0.flushes.append(done) }
        wakeUp.signal()
        return done.wait(timeout: .now() + seconds) == .success
    }

    /// Takes no more items and ends the thread once the present ones are done.
    package func close() {
        shared.withLock { $0.queue.close() }
        wakeUp.signal()
    }

    // MARK: - The thread

    private func run() {
        while true {
            let (taken, flushes, isClosed) = shared.withLock { shared in
                defer { shared.flushes = [] }
                return (shared.queue.take(), shared.flushes, shared.queue.isClosed)
            }
            guard taken.items.isEmpty, taken.dropped == 0 else {
                work(taken)
                for flush in flushes { flush.signal() }
                if flushes.isEmpty { _ = wakeUp.wait(timeout: .now() + Self.pause) }
                continue
            }
            for flush in flushes { flush.signal() }
            if isClosed { return }
            wakeUp.wait()
        }
    }

    private func work(_ taken: (items: [Item], dropped: Int, cost: Int)) {
        let lost = consume(taken.items, taken.dropped)
        shared.withLock { shared in
            shared.queue.finished(cost: taken.cost)
            if lost > 0 { shared.queue.lost(lost) }
        }
    }
}
