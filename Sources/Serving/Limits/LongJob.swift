import Synchronization

/// Whether a prediction's work has begun, and whether anybody still wants it.
final class LongJob: Sendable {
    private enum State {
        static let waiting = 0
        static let begun = 1
        static let abandoned = 2
    }

    private let state = Atomic<Int>(State.waiting)

    /// Notes that work begins, or goes on.
    ///
    /// - Returns: false when nobody wants it any more.
    func begin() -> Bool {
        let (_, original) = state.compareExchange(
            expected: State.waiting,
            desired: State.begun,
            ordering: .acquiringAndReleasing
        )
        return original != State.abandoned
    }

    /// Notes that nobody wants the work any more.
    ///
    /// - Returns: whether it had begun.
    func abandon() -> Bool {
        state.exchange(State.abandoned, ordering: .acquiringAndReleasing) == State.begun
    }
}
