import Foundation
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// A bound address with a responder, as a service.
///
/// On a graceful shutdown it stops accepting at once, finishes what it accepted, and ends.
package struct Listener: Service {
    private let application: any ApplicationProtocol
    private let address: String
    private let beginDraining: @Sendable () -> Void

    /// - Parameters:
    ///   - maximumBodyBytes: bytes that a client which asks first may send.
    ///   - limits: how long clients may take, and how many there may be.
    ///   - identity: for TLS; nil to speak without.
    ///   - whenBound: called with the port once the address is bound.
    ///   - beginDraining: called when the shutdown begins.
    package init(
        host: String,
        port: Int,
        maximumBodyBytes: Int,
        limits: ConnectionLimits = ConnectionLimits(),
        identity: TLSIdentity? = nil,
        responder: some HTTPResponder<ServingContext>,
        logger: Logger,
        whenBound: @escaping @Sendable (Int) async -> Void,
        beginDraining: @escaping @Sendable () -> Void
    ) {
        self.beginDraining = beginDraining
        address = "\(host):\(port)"
        var logger = logger
        // Hummingbird tells at `info` what `whenBound` tells better.
        if logger.logLevel == .info { logger.logLevel = .notice }
        let door = ConnectionDoor(connectionsPerAddress: limits.connectionsPerAddress)
        application = Application(
            responder: responder,
            server: HTTPServerBuilder { responder in
                FrontChannel(
                    responder: responder,
                    limits: limits,
                    maximumBodyBytes: maximumBodyBytes,
                    identity: identity,
                    door: door
                )
            },
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    min(limits.connections ?? .max, Self.connectionLimit)
                )
            ),
            onServerRunning: { await whenBound($0.localAddress?.port ?? port) },
            logger: logger
        )
    }

    package func run() async throws {
        do {
            try await withGracefulShutdownHandler {
                try await application.run()
            } onGracefulShutdown: {
                beginDraining()
            }
        } catch let error as IOError {
            throw ListenerError(address: address, reason: String(cString: strerror(error.errnoCode)))
        } catch let error as SocketAddressError {
            throw ListenerError(address: address, reason: "\(error)")
        }
    }

    /// As many connections as the process may have open files, but for those that files, logs and the store need: at the
    /// limit the server stops accepting instead of trying in vain.
    private static var connectionLimit: Int {
        var limit = rlimit()
        #if os(Linux)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        guard getrlimit(resource, &limit) == 0 else { return 1000 }
        return max(16, Int(clamping: limit.rlim_cur) - 40)
    }
}

/// An address that cannot be listened on.
package struct ListenerError: Error, CustomStringConvertible {
    let address: String
    let reason: String

    package var description: String {
        "\(address) cannot be listened on: \(reason); name a free port with --port or PORT (--admin-port or ADMIN_PORT), and "
            + "one of this machine's addresses with --host or HOST"
    }
}
