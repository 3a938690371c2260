import Identity
import Logging
import ServiceLifecycle
import Serving
import ServingHTTP

/// The addresses that the server answers on.
extension Server {
    func makeListeners(
        _ service: ModelService,
        _ access: Access,
        _ identity: TLSIdentity?
    ) throws -> [any Service] {
        var configuration = FrontEnd.Configuration(
            maximumBodyBytes: settings.maximumBodyBytes,
            allowedOrigins: settings.origins,
            isMetricsEnabled: settings.isMetricsEnabled,
            serverVersion: ModelSwitch.version,
            isTLS: identity != nil
        )
        configuration.authenticator = access.authenticator
        configuration.audit = access.audit
        configuration.limits = settings.limits.requests
        configuration.logs = try logs.ofRequests(service.metrics, logger)
        let frontEnd = FrontEnd(service: service, configuration: configuration)
        let open = makeListener(
            frontEnd,
            service,
            identity,
            settings.adminPort == nil ? .all : .open,
            host: settings.host,
            port: settings.port
        )
        guard let adminPort = settings.adminPort else { return [open] }
        let admin = makeListener(frontEnd, service, identity, .admin, host: settings.adminHost, port: adminPort)
        return [Listeners(all: [open, admin])]
    }

    private func makeListener(
        _ frontEnd: FrontEnd,
        _ service: ModelService,
        _ identity: TLSIdentity?,
        _ offer: FrontEnd.Offer,
        host: String,
        port: Int
    ) -> Listener {
        let adminGuard = AdminGuard(
            isKeyed: settings.access.sources.coverage != .nothing,
            host: host,
            names: settings.adminHosts,
            origins: settings.origins
        )
        if offer != .open, adminGuard.isClosed {
            logger.warning(
                "the admin API is closed: set API_KEYS_FILE or ADMIN_API_KEY, or ADMIN_PORT for a loopback listener",
                metadata: ["host": "\(host)"]
            )
        }
        return Listener(
            host: host,
            port: port,
            maximumBodyBytes: settings.maximumBodyBytes,
            limits: settings.connections.limits,
            identity: identity,
            responder: frontEnd.makeResponder(offering: offer, guardedBy: adminGuard),
            logger: logger,
            whenBound: { [logger] port in
                let scheme = identity == nil ? "http" : "https"
                logger.notice(
                    "listening",
                    metadata: [
                        "url": "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)", "offer": "\(offer)",
                    ]
                )
            },
            beginDraining: { service.beginDraining() }
        )
    }
}

/// Several listeners as one service: told to stop, they stop together.
///
/// Services of a group stop one after the other, and a slow admin request would leave the public listener accepting.
private struct Listeners: Service {
    let all: [Listener]

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for listener in all { group.addTask { try await listener.run() } }
            try await group.waitForAll()
        }
    }
}
