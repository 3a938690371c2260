import Foundation
import Logging
import ModelFormats
import ModelRegistry
import ModelStore
import ServiceLifecycle
import Serving
import ServingHTTP
import UnixSignals

/// The server put together: settings in, a running group of services out.
struct Server {
    private let settings: Settings
    private let logger: Logger

    /// How long requests have to finish once the server was told to stop.
    private static let drainLimit = Duration.seconds(30)
    private static let queuedPredictions = 256

    init(settings: Settings) {
        self.settings = settings
        LoggingSystem.bootstrap { [settings] _ in
            LineLogHandler(logLevel: settings.logLevel, isJSON: settings.logFormat == .json)
        }
        logger = Logger(label: "modelswitch")
    }

    /// Serves until SIGTERM or SIGINT.
    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let store = try SQLiteActivationStore(in: StateDirectory(path: settings.stateDirectory))
        let service = makeService(store)
        try await service.takeUp()
        var configuration = ServiceGroupConfiguration(
            services: [WarmUpService(service: service)] + makeListeners(service),
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = Self.drainLimit
        try await ServiceGroup(configuration: configuration).run()
        try store.close()
        logger.notice("stopped")
    }

    // MARK: - Parts

    private func makeService(_ store: any ActivationStore) -> ModelService {
        let metrics = ServingMetrics()
        let registry = ModelRegistry(
            repository: ModelRepository(path: settings.modelsDirectory, artefactLimit: settings.modelFiles.fileBytes),
            observer: ServingObserver(metrics: metrics, logger: logger),
            decode: ModelDecoder(limits: settings.modelFiles).decode
        )
        return ModelService(
            registry: registry,
            store: store,
            metrics: metrics,
            defaultVersion: settings.defaultVersion,
            pool: InferencePool(
                threads: ProcessInfo.processInfo.activeProcessorCount,
                queueLimit: Self.queuedPredictions
            ),
            logger: logger,
            now: { Date().timeIntervalSince1970 }
        )
    }

    private func makeListeners(_ service: ModelService) -> [any Service] {
        let frontEnd = FrontEnd(
            service: service,
            configuration: .init(
                maximumBodyBytes: settings.maximumBodyBytes,
                allowedOrigins: settings.origins,
                isMetricsEnabled: settings.isMetricsEnabled,
                serverVersion: ModelSwitch.version
            )
        )
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
            key: settings.adminKey,
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

/// Loads the active version while the server already answers, and then stays out of the way.
private struct WarmUpService: Service {
    let service: ModelService

    func run() async throws {
        await service.warmActiveVersion()
        try? await gracefulShutdown()
    }
}
