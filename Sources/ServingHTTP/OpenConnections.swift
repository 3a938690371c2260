import NIOCore
import Synchronization

/// Counts the connections that are open.
final class OpenConnections: Sendable {
    private let count = Atomic<Int>(0)

    /// A handler for one connection.
    func makeHandler() -> any RemovableChannelHandler {
        Handler(self)
    }

    /// Returns once no connection is open, or after a while.
    func waitUntilNone(atMost limit: Duration) async {
        let end = ContinuousClock.now + limit
        while count.load(ordering: .relaxed) > 0, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    private final class Handler: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = Any

        private let connections: OpenConnections

        init(_ connections: OpenConnections) {
            self.connections = connections
        }

        func handlerAdded(context: ChannelHandlerContext) {
            connections.count.add(1, ordering: .relaxed)
        }

        func handlerRemoved(context: ChannelHandlerContext) {
            connections.count.subtract(1, ordering: .relaxed)
        }
    }
}
