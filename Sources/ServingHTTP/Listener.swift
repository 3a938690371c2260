package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// A bound address with a responder, as a service.
///
/// On a graceful shutdown it stops accepting at once, finishes what it accepted, and ends.
package struct Listener: Service {
    private let application: any ApplicationProtocol
    private let beginDraining: @Sendable () -> Void

    /// A connection on which nothing arrives for so long is closed.
    private static let idleTimeout = TimeAmount.seconds(75)

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
        var logger = logger
        // Hummingbird tells at `info` what `whenBound` tells better.
        if logger.logLevel == .info { logger.logLevel = .notice }
        application = Application(
            responder: responder,
            server: .http1(
                configuration: .init(additionalChannelHandlers: [LeavingHandler()], idleTimeout: Self.idleTimeout)
            ),
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
