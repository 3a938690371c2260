import NIOCore
import Serving
import Synchronization

/// Ends the connection of a listener that takes nothing in: it would hold its place, and the end of the server, for ever.
final class WriteWatch: Sendable {
    /// How long a write may wait for the listener; while the server stops, a moment.
    private static let patience = Duration.seconds(20)
    private static let lastPatience = Duration.seconds(1)
    private static let pause = Duration.seconds(1)

    private let began = Mutex<ContinuousClock.Instant?>(nil)

    func begin() {
        began.withLock { $0 = .now }
    }

    func end() {
        began.withLock { $0 = nil }
    }

    /// Watches until the task is cancelled.
    func run(_ hub: EventHub, closing channel: any Channel) async throws {
        while true {
            try await Task.sleep(for: Self.pause)
            guard let began = began.withLock({ $0 }) else { continue }
            let patience = hub.isClosed ? Self.lastPatience : Self.patience
            if ContinuousClock.now - began > patience { channel.close(promise: nil) }
        }
    }
}
