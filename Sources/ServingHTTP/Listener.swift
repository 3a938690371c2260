package import Hummingbird
package import Logging
import NIOCore
package import ServiceLifecycle

/// A bound address with a responder, as a service.
///
/// On a graceful shutdown it stops accepting at once, finishes what it accepted, and ends.
package struct Listener: Service {
    private let application: any ApplicationProtocol
    private let beginDraining: @Sendable () -> Void

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
        self.beginDraining = beginDraining
        application = Application(
            responder: responder,
            server: .http1(configuration: .init(additionalChannelHandlers: [LeavingHandler()])),
            configuration: .init(address: .hostname(host, port: port)),
            onServerRunning: { await whenBound($0.localAddress?.port ?? port) },
            logger: logger
        )
    }

    package func run() async throws {
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            beginDraining()
        }
    }
}
