import Logging
import ServiceLifecycle
import Serving
import ServingHTTP

/// The addresses that the server answers on.
extension Server {
    func makeListeners(_ service: ModelService, _ identity: TLSIdentity?) -> [any Service] {
        let frontEnd = FrontEnd(
            service: service,
            configuration: .init(
                maximumBodyBytes: settings.maximumBodyBytes,
                allowedOrigins: settings.origins,
                isMetricsEnabled: settings.isMetricsEnabled,
                serverVersion: ModelSwitch.version,
                isTLS: identity != nil
            )
        )
        let open = makeListener(
            frontEnd,
            service,
            identity,
            settings.adminPort == nil ? .all : .open,
            host: settings.host,
            port: settings.port
        )
        guard let adminPort = settings.adminPort else { return [open] }
        return [open, makeListener(frontEnd, service, identity, .admin, host: settings.adminHost, port: adminPort)]
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
