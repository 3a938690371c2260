import Dispatch
import Foundation
import Synchronization

/// Threads that do what ``WorkLanes`` gives them, until they are stopped.
///
/// They are threads of their own: Dispatch runs no more blocks at a time than there are cores, and the tasks of Swift's
/// concurrency are among them. Long work there would keep every request waiting.
final class WorkerThreads: Sendable {
    /// Does one piece, and says whether there is another to do later.
    typealias Work = @Sendable () -> Bool

    private struct State {
        var lanes: WorkLanes<Work>
        var isStopped = false
    }

    private let state: Mutex<State>
    /// Signalled once for each piece of work that may find an idle thread.
    private let wakeUps = DispatchSemaphore(value: 0)
    private let count: Int

    /// Models may nest deeply, as far as their files were allowed to.
    private static let stackBytes = 8 << 20

    init(count: Int, lanes: WorkLanes<Work>) {
        self.count = count
        state = Mutex(State(lanes: lanes))
        for number in 0..<count {
            let thread = Thread { [self] in work() }
            thread.name = "inference \(number)"
            thread.stackSize = Self.stackBytes
            thread.start()
        }
    }

    /// - Returns: false when as much is waiting as may wait.
    func add(_ work: @escaping Work, to lane: WorkLanes<Work>.Lane, isAccepted: Bool) -> Bool {
        guard state.withLock({ $0.lanes.add(work, to: lane, isAccepted: isAccepted) }) else { return false }
        wakeUps.signal()
        return true
    }

    /// Lets the threads end once nothing is left to do.
    func stop() {
        state.withLock { $0.isStopped = true }
        for _ in 0..<count { wakeUps.signal() }
    }

    // MARK: - On a thread

    private func work() {
        repeat {
            wakeUps.wait()
            while workOnce() {}
        } while !state.withLock { $0.isStopped }
    }

    /// - Returns: whether there was anything to do.
    private func workOnce() -> Bool {
        guard let (work, lane) = state.withLock({ $0.lanes.take() }) else { return false }
        let hasMore = work()
        state.withLock { state in
            state.lanes.end(lane)
            if hasMore { _ = state.lanes.add(work, to: lane, isAccepted: true) }
        }
        // The end of a body may let another one begin beside what this thread goes on with.
        if lane == .bodies { wakeUps.signal() }
        return true
    }
}
