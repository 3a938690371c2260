import Admission
import Inference
import Logging
import ModelRegistry
import ModelStore
import Serving
import TestSupport

/// A service over stub models in a temporary repository.
struct Bench {
    let folder: TemporaryFolder
    let decoder = StubDecoder()
    let service: ModelService
    let store: any ActivationStore

    /// - Parameter versions: the artefacts' texts by version; see ``StubDecoder``.
    init(
        _ versions: [String: String],
        defaultVersion: String = "v1",
        pool: InferencePool? = nil,
        limits: ServingLimits = .none,
        breakers: CircuitBreaker.Policy = .off,
        hold: Hold? = nil
    ) async throws {
        let folder = try TemporaryFolder()
        for (version, text) in versions { try folder.write(text, to: "models/\(version)/model.pkl") }
        let store = try SQLiteActivationStore(in: StateDirectory(path: folder.path + "/state"))
        try await self.init(
            folder: folder,
            store: store,
            defaultVersion: defaultVersion,
            pool: pool,
            limits: limits,
            breakers: breakers,
            hold: hold
        )
    }

    /// The service as a restart finds it: the same folder and store, and nothing in memory.
    func restarted() async throws -> Bench {
        try await Bench(folder: folder, store: store)
    }

    /// The same service over another store.
    func over(_ store: any ActivationStore) async throws -> Bench {
        try await Bench(folder: folder, store: store)
    }

    private init(
        folder: TemporaryFolder,
        store: any ActivationStore,
        defaultVersion: String = "v1",
        pool: InferencePool? = nil,
        limits: ServingLimits = .none,
        breakers: CircuitBreaker.Policy = .off,
        hold: Hold? = nil
    ) async throws {
        self.folder = folder
        self.store = store
        let metrics = ServingMetrics(breakers: breakers)
        let events = EventHub()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        service = ModelService(
            registry: ModelRegistry(
                repository: try Self.repository(in: folder),
                observer: ServingObserver(metrics: metrics, logger: logger, events: events),
                decode: hold?.decode ?? decoder.decode
            ),
            store: store,
            metrics: metrics,
            defaultVersion: defaultVersion,
            pool: pool ?? InferencePool(threads: 2, queueLimit: 16),
            limits: limits,
            logger: logger,
            events: events,
            now: { 1_700_000_000 }
        )
        try await service.takeUp()
    }

    private static func repository(in folder: TemporaryFolder) throws -> ModelRepository {
        try folder.write("", to: "models/.keep")
        return ModelRepository(path: folder.path + "/models")
    }

    func predict(_ version: String? = nil, patience: Patience = .endless) async throws -> Double {
        let rows = FeatureRows(
            names: nil,
            values: FeatureTable(Matrix(rowCount: 1, columnCount: 2, values: [1, 2])),
            isBatch: false
        )
        let answer = try await service.predict(
            PredictionOrder(model: "default", version: version, rows: rows, parts: [], patience: patience)
        )
        guard case .values(let values) = answer.prediction.outcome else { return .nan }
        return values.values[0]
    }

    @discardableResult
    func activate(_ version: String, generation: Int? = nil) async throws -> ActivationOutcome {
        try await service.activate(order(.version(version), generation: generation))
    }

    @discardableResult
    func rollBack(generation: Int? = nil) async throws -> ActivationOutcome {
        try await service.activate(order(.previous, generation: generation))
    }

    private func order(_ target: ActivationOrder.Target, generation: Int?) -> ActivationOrder {
        ActivationOrder(model: "default", target: target, reason: nil, generation: generation, who: "test")
    }

    var active: ModelRegistry.Active { service.registry.active(of: "default") }
}
