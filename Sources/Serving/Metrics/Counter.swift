/// A number that only grows.
package final class Counter: Sendable {
    private let cells = ShardedCells(count: 1)

    package init() {}

    package func increment() {
        cells.add(at: 0)
    }

    package var value: UInt64 { cells.value(at: 0) }
}
