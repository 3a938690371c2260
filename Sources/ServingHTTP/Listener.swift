package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// A bound address with a responder, as a service.
///
/// When the server shuts down it goes on answering for a moment with `Connection: close`, so that clients which keep their
/// connections leave by themselves; then it stops accepting, finishes what it accepted, and ends.
package struct Listener: Service, Sendable {
    private let application: any ApplicationProtocol
    private let connections: OpenConnections
    private let beginDraining: @Sendable () -> Void

    /// How long busy connections have to leave before they are closed.
    private static let grace = Duration.seconds(1)

    /// - Parameters:
    ///   - whenBound: called with the port once the address is bound.
    ///   - beginDraining: called when the shutdown begins.
    package init(
        host: String,
        port: Int,
        responder: some HTTPResponder<ServingContext>,
        logger: Logger,
        whenBound: @escaping @Sendable (Int) async -> Void,
        beginDraining: @escaping @Sendable () -> Void
    ) {
        let connections = OpenConnections()
        self.connections = connections
        self.beginDraining = beginDraining
        application = Application(
            responder: responder,
            server: .http1(configuration: .init(additionalChannelHandlers: [connections.makeHandler()])),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { await whenBound($0.localAddress?.port ?? port) },
            logger: logger
        )
    }

    package func run() async throws {
        // The application's own group must not hear of the shutdown before the connections had their moment.
        let group = ServiceGroup(configuration: .init(services: [application], logger: application.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                try await Task.detached { try await group.run() }.value
            }
            tasks.addTask {
                try? await gracefulShutdown()
                beginDraining()
                await connections.waitUntilNone(atMost: Self.grace)
                await group.triggerGracefulShutdown()
            }
            try await tasks.next()
            tasks.cancelAll()
        }
    }
}
