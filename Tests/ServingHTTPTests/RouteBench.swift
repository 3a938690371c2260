import Admission
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import Logging
import ModelFormats
import ModelRegistry
import ModelStore
import NIOCore
import Serving
import TestSupport

@testable import ServingHTTP

/// The routes over the sample models, called in process.
struct RouteBench {
    let folder: TemporaryFolder
    let service: ModelService
    let frontEnd: FrontEnd
    let audit: AuditLog
    let store: SQLiteActivationStore
    private let adminGuard: AdminGuard

    init(
        models: String = PackageFiles.sampleModels,
        maximumBodyBytes: Int = 1 << 20,
        origins: [String] = [],
        isMetricsEnabled: Bool = true,
        key: String? = nil,
        access: CredentialSources = CredentialSources(),
        host: String = "127.0.0.1",
        logs: RequestLogs = RequestLogs(),
        listeners: Int = 64,
        limits: RequestLimits = .init(),
        serving: ServingLimits = .none,
        breakers: CircuitBreaker.Policy = .off,
        isTLS: Bool = false,
        hold: Hold? = nil
    ) async throws {
        folder = try TemporaryFolder()
        store = try SQLiteActivationStore(in: StateDirectory(path: folder.path + "/state"))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let metrics = ServingMetrics(breakers: breakers)
        let events = EventHub(capacity: 16, maximumListeners: listeners, epoch: "life", now: { 1_700_000_000 })
        service = ModelService(
            registry: ModelRegistry(
                repository: ModelRepository(path: models),
                observer: ServingObserver(metrics: metrics, logger: logger, events: events),
                decode: hold?.decode ?? Self.decode
            ),
            store: store,
            metrics: metrics,
            defaultVersion: "v1",
            pool: InferencePool(threads: 2, queueLimit: 16),
            limits: serving,
            logger: logger,
            events: events,
            now: { 1_700_000_000 }
        )
        try await service.takeUp()
        await service.warmActiveVersion()
        audit = AuditLog(store: store, logger: logger, now: { 1_700_000_000 }, uptime: { 0 })
        var configuration = FrontEnd.Configuration(
            maximumBodyBytes: maximumBodyBytes,
            allowedOrigins: origins,
            isMetricsEnabled: isMetricsEnabled,
            serverVersion: "test"
        )
        var access = access
        if let key { access.adminKey = .text(key) }
        configuration.authenticator = Authenticator(
            coverage: access.coverage,
            credentials: try await access.load(),
            now: { 1_700_000_000 }
        )
        configuration.audit = audit
        configuration.logs = logs
        configuration.limits = limits
        configuration.isTLS = isTLS
        frontEnd = FrontEnd(service: service, configuration: configuration)
        adminGuard = AdminGuard(isKeyed: access.coverage != .nothing, host: host, names: [], origins: origins)
    }

    private static func decode(_ bytes: [UInt8]) throws -> DecodedArtefact {
        let loaded = try ModelFile.load(bytes)
        return DecodedArtefact(
            model: loaded.model,
            format: loaded.description.format,
            library: loaded.description.library,
            estimator: loaded.description.estimator
        )
    }

    /// Runs `body` with a client of a listener.
    func withClient(
        offering offer: FrontEnd.Offer = .all,
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let application = Application(
            responder: frontEnd.makeResponder(offering: offer, guardedBy: adminGuard),
            logger: service.quietLogger
        )
        try await application.test(.router) { try await body($0) }
    }

    /// Runs `body` with a client over a connection of the loopback address.
    func withLiveClient(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let application = Application(
            responder: frontEnd.makeResponder(offering: .all, guardedBy: adminGuard),
            server: .http1(configuration: .init(additionalChannelHandlers: [DepartureHandler()])),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: service.quietLogger
        )
        try await application.test(.live) { try await body($0) }
    }
}

extension ModelService {
    fileprivate var quietLogger: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }
}

extension TestClientProtocol {
    /// Sends JSON.
    func post(_ uri: String, _ json: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        if headers[.contentType] == nil { headers[.contentType] = "application/json" }
        return try await execute(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: json))
    }

    func get(_ uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: uri, method: .get, headers: headers, body: nil)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// The body as a dictionary.
    var fields: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
    }
}

extension HTTPField.Name {
    static let requestID = named("X-Request-ID")
    static let modelVersion = named("Model-Version")

    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return field
    }
}
