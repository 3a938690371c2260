import Synchronization

/// Where the time of a version's predictions went.
package final class InferenceDurations: Sendable {
    /// The parts of one prediction.
    struct Parts {
        let rows: Int
        /// Seconds from the lease on.
        let total: Double
        /// Seconds that putting the rows into training order took.
        let input: Double
        /// Seconds that the model took.
        let inference: Double
        /// When it was answered, in Unix seconds.
        let at: Double

        /// Seconds that it waited for a thread.
        var queue: Double { max(0, total - input - inference) }
    }

    package struct Snapshot: Sendable, Equatable {
        package let rows: UInt64
        // All in nanoseconds.
        package let success: UInt64
        package let failure: UInt64
        package let queue: UInt64
        package let input: UInt64
        package let inference: UInt64
        /// Unix milliseconds of the last prediction that was answered; 0 without any.
        package let last: UInt64
    }

    private enum Cell: Int, CaseIterable {
        case rows, success, failure, queue, input, inference
    }

    private let cells = ShardedCells(count: Cell.allCases.count)
    private let last = Atomic<UInt64>(0)

    func recordSuccess(_ parts: Parts) {
        cells.add(UInt64(clamping: parts.rows), at: Cell.rows.rawValue)
        add(parts.total, to: .success)
        add(parts.queue, to: .queue)
        add(parts.input, to: .input)
        add(parts.inference, to: .inference)
        last.store(Self.whole(parts.at * 1e3), ordering: .relaxed)
    }

    func recordFailure(seconds: Double) {
        add(seconds, to: .failure)
    }

    package var snapshot: Snapshot {
        func value(_ cell: Cell) -> UInt64 { cells.value(at: cell.rawValue) }
        return Snapshot(
            rows: value(.rows),
            success: value(.success),
            failure: value(.failure),
            queue: value(.queue),
            input: value(.input),
            inference: value(.inference),
            last: last.load(ordering: .relaxed)
        )
    }

    private func add(_ seconds: Double, to cell: Cell) {
        cells.add(Self.whole(seconds * 1e9), at: cell.rawValue)
    }

    private static func whole(_ value: Double) -> UInt64 {
        value > 0 ? UInt64(min(value, 1e18)) : 0
    }
}
