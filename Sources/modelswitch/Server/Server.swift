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
        let credentials = try await CredentialWatch(sources: settings.access.sources, logger: logger)
        let store = try SQLiteActivationStore(in: StateDirectory(path: settings.stateDirectory))
        let service = makeService(store)
        let identity = try makeIdentity()
        try await service.takeUp()
        let audit = AuditLog(store: store, logger: logger, now: { Date().timeIntervalSince1970 })
        let access = Access(authenticator: credentials.authenticator, audit: audit)
        var configuration = ServiceGroupConfiguration(
            // Services stop in the opposite order: the listeners first.
            services: [WarmUpService(service: service), AuditSummaries(log: audit), credentials]
                + makeReloader(identity) + (try makeListeners(service, access, identity)),
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(settings.connections.limits.shutdownTimeout)
        try await ServiceGroup(configuration: configuration).run()
        try store.close()
        logger.notice("stopped")
    }

    // MARK: - Parts

    private var servingLimits: ServingLimits {
        let limits = settings.limits
        guard limits.places > 0 else { return .none }
        return ServingLimits(
            gate: AdmissionGate(places: limits.places, queued: limits.queued, queueTimeout: limits.queueTimeout)
        )
    }

    private func makeService(_ store: any ActivationStore) -> ModelService {
        let metrics = ServingMetrics(breakers: settings.limits.breaker)
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
            limits: servingLimits,
            batching: settings.batching.policy,
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
