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
    let settings: Settings
    let logger: Logger
    let logs: ServerLogs

    /// How long requests have to finish once the server was told to stop.
    private static let drainLimit = Duration.seconds(30)
    private static let queuedPredictions = 256

    init(settings: Settings) {
        self.settings = settings
        let logs = ServerLogs(settings.logs)
        self.logs = logs
        LoggingSystem.bootstrap({ logs.handler($1) }, metadataProvider: RequestMetadata.provider)
        logger = Logger(label: "modelswitch")
    }

    /// Serves until SIGTERM or SIGINT.
    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        defer { logs.flush() }
        let store = try SQLiteActivationStore(in: StateDirectory(path: settings.stateDirectory))
        let service = makeService(store)
        try await service.takeUp()
        var configuration = ServiceGroupConfiguration(
            services: [WarmUpService(service: service)] + (try makeListeners(service)),
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
        let events = EventHub(maximumListeners: settings.logs.maximumListeners)
        logs.show(in: metrics)
        metrics.show(
            .init("event_listeners", .gauge, "Who listens to /admin/events now.") { Double(events.listenerCount) }
        )
        let registry = ModelRegistry(
            repository: ModelRepository(path: settings.modelsDirectory, artefactLimit: settings.modelFiles.fileBytes),
            observer: ServingObserver(metrics: metrics, logger: logger, events: events),
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
            events: events,
            now: { Date().timeIntervalSince1970 }
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
