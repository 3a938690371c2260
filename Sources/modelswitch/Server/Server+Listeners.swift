import Logging
import ServiceLifecycle
import Serving
import ServingHTTP

/// The addresses that the server answers on.
extension Server {
    func makeListeners(_ service: ModelService) throws -> [any Service] {
        var configuration = FrontEnd.Configuration(
            maximumBodyBytes: settings.maximumBodyBytes,
            allowedOrigins: settings.origins,
            isMetricsEnabled: settings.isMetricsEnabled,
            serverVersion: ModelSwitch.version
        )
        configuration.logs = try logs.ofRequests(service.metrics, logger)
        let frontEnd = FrontEnd(service: service, configuration: configuration)
        let open = makeListener(
            frontEnd,
            service,
            settings.adminPort == nil ? .all : .open,
            host: settings.host,
            port: settings.port
        )
        guard let adminPort = settings.adminPort else { return [open] }
        return [open, makeListener(frontEnd, service, .admin, host: settings.adminHost, port: adminPort)]
    }

    private func makeListener(
        _ frontEnd: FrontEnd,
        _ service: ModelService,
        _ offer: FrontEnd.Offer,
        host: String,
        port: Int
    ) -> Listener {
        let adminGuard = AdminGuard(
            key: settings.access.adminKey,
            host: host,
            names: settings.adminHosts,
            origins: settings.origins
        )
        if offer != .open, adminGuard.isClosed {
            logger.warning(
                "the admin API is closed: set ADMIN_API_KEY, or ADMIN_PORT for a loopback listener",
                metadata: ["host": "\(host)"]
            )
        }
        return Listener(
            host: host,
            port: port,
            maximumBodyBytes: settings.maximumBodyBytes,
            responder: frontEnd.makeResponder(offering: offer, guardedBy: adminGuard),
            logger: logger,
            whenBound: { [logger] port in
                logger.notice(
                    "listening",
                    metadata: ["url": "http://\(host.contains(":") ? "[\(host)]" : host):\(port)", "offer": "\(offer)"]
                )
            },
            beginDraining: { service.beginDraining() }
        )
    }
}
