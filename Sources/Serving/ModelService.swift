package import Logging
package import ModelRegistry
package import ModelStore
import Synchronization

/// The use cases of the server over a registry and a store; every front end calls these.
package final class ModelService: Sendable {
    package let registry: ModelRegistry
    package let metrics: ServingMetrics
    /// What happens, for whoever listens.
    package let events: EventHub
    let store: any ActivationStore
    let logger: Logger
    let pool: InferencePool
    let limits: ServingLimits
    let batching: BatchingPolicy
    let batcher: RequestBatcher
    /// Unix seconds.
    let now: @Sendable () -> Double
    private let defaultVersion: String
    private let draining = Atomic<Bool>(false)

    /// The model that a request without a name means.
    package let defaultModel = ModelRepository.defaultModel

    /// - Parameters:
    ///   - defaultVersion: what is active until a version was activated.
    ///   - limits: what bounds the work of predictions.
    ///   - now: the clock for the history, in Unix seconds.
    package init(
        registry: ModelRegistry,
        store: any ActivationStore,
        metrics: ServingMetrics,
        defaultVersion: String,
        pool: InferencePool,
        limits: ServingLimits = .none,
        batching: BatchingPolicy = BatchingPolicy(),
        logger: Logger,
        events: EventHub = EventHub(),
        now: @escaping @Sendable () -> Double
    ) {
        self.registry = registry
        self.store = store
        self.metrics = metrics
        self.defaultVersion = defaultVersion
        self.pool = pool
        self.limits = limits
        self.batching = batching
        batcher = RequestBatcher(pool: pool, metrics: metrics)
        self.logger = logger
        self.events = events
        self.now = now
        if let gate = limits.gate { _ = metrics.gate.storeIfNil(gate) }
    }

    // MARK: - Starting and stopping

    /// Finds the versions and takes up the recorded activation; the active version is not loaded yet.
    ///
    /// - Throws: ``StoreError`` or ``RegistryError`` when the state or the repository cannot be read.
    package func takeUp() async throws {
        try registry.refresh()
        let recorded = try await store.current(of: defaultModel)
        if let recorded {
            registry.activate(VersionKey(model: defaultModel, version: recorded.to), generation: recorded.generation)
        } else if registry.versionNames(of: defaultModel).contains(defaultVersion) {
            registry.activate(VersionKey(model: defaultModel, version: defaultVersion), generation: 0)
        }
    }

    /// Loads the active version; a failure is logged and leaves the server running.
    package func warmActiveVersion() async {
        guard let active = registry.active(of: defaultModel).version else {
            logger.warning(
                "no version is active",
                metadata: [
                    "default_version": "\(defaultVersion)",
                    "available": "\(registry.versionNames(of: defaultModel).joined(separator: ", "))",
                ]
            )
            return
        }
        do {
            let loaded = try await registry.load(VersionKey(model: defaultModel, version: active), retrying: true)
            try await compareWithActivation(loaded)
        } catch {
            // A shutdown that comes first is no fault of the version.
            guard !Task.isCancelled else { return }
            logger.error("the active version cannot serve", metadata: ["version": "\(active)", "reason": "\(error)"])
        }
    }

    private func compareWithActivation(_ loaded: LoadedVersion) async throws(StoreError) {
        guard let recorded = try await store.current(of: loaded.key.model), recorded.to == loaded.key.version,
            let digest = recorded.digest, digest != loaded.digest
        else { return }
        logger.warning(
            "the active version's file is another one than was activated",
            metadata: ["version": "\(recorded.to)", "activated": "\(digest)", "found": "\(loaded.digest)"]
        )
    }

    /// From now on readiness is refused, and nobody listens for events any more.
    package func beginDraining() {
        draining.store(true, ordering: .releasing)
        batcher.close()
        events.close()
    }

    package var isDraining: Bool { draining.load(ordering: .acquiring) }

    // MARK: - Health

    package enum Health: Sendable, Equatable {
        case healthy
        case noModels
        case noActiveModel
        case draining
    }

    /// Whether the server answers predictions now.
    package var health: Health {
        if isDraining { return .draining }
        if isActiveVersionWarm { return .healthy }
        return registry.records(of: defaultModel).isEmpty ? .noModels : .noActiveModel
    }

    package var isActiveVersionWarm: Bool {
        guard case .leased(let version) = registry.lease(model: defaultModel, version: nil) else { return false }
        registry.end(version)
        return true
    }

    /// How many versions are in memory.
    package var loadedCount: Int {
        registry.records(of: defaultModel).count { $0.loaded != nil }
    }

    // MARK: - Listing

    /// Reads the repository's folder anew; what was known stays when it cannot be read.
    package func refresh() {
        do {
            try registry.refresh()
        } catch {
            logger.error("the model repository cannot be listed", metadata: ["reason": "\(error)"])
        }
    }

    /// Activations of a model, newest first.
    ///
    /// - Throws: ``ServingError`` with code `storeFailed`.
    package func history(of model: String, limit: Int) async throws(ServingError) -> [Activation] {
        do {
            return try await store.history(of: model, limit: limit)
        } catch {
            throw storeFailure(error, "the history cannot be read")
        }
    }

    /// What a caller may know of a failure of the store; the log has the rest, paths included.
    func storeFailure(_ error: StoreError, _ consequence: String) -> ServingError {
        logger.error("the store failed", metadata: ["reason": "\(error.message)"])
        return ServingError(
            .storeFailed,
            "\(consequence): the state directory failed; the server's log says how, and what to do"
        )
    }
}
