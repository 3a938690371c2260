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

    /// How long requests have to finish once the server was told to stop.
    private static let drainLimit = Duration.seconds(30)
    private static let queuedPredictions = 256

    init(settings: Settings) {
        self.settings = settings
        LoggingSystem.bootstrap { [settings] _ in
            LineLogHandler(logLevel: settings.logs.level, isJSON: settings.logs.format == .json)
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
            batching: settings.batching.policy,
            logger: logger,
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
