import Hummingbird
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `/healthz`, `/livez` and `/readyz`.
struct HealthRoutes: EndpointSource {
    let service: ModelService

    var endpoints: [Endpoint] {
        [
            endpoint("/healthz", "What the server can do now", "Health", health),
            endpoint("/livez", "Whether the process runs", "Status", liveness),
            endpoint(
                "/readyz",
                "Whether the active version is warm and requests are welcome",
                "Status",
                failures: [.notReady],
                readiness
            ),
        ]
    }

    private func endpoint(
        _ path: String,
        _ summary: String,
        _ schema: String,
        failures: [HTTPFailure.Code] = [],
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(
            method: .get,
            path: path,
            surface: .open,
            scope: nil,
            documentation: .init(
                section: .health,
                summary: summary,
                answers: [.json(schema, summary + ".")],
                failures: failures
            ),
            handler: handler
        )
    }

    @Sendable private func health(_ request: Request, _ context: ServingContext) async throws -> Response {
        .json(
            Health(
                status: Health.Status(service.health),
                activeVersion: service.registry.active(of: service.defaultModel).version,
                availableVersions: service.registry.versionNames(of: service.defaultModel),
                modelsLoaded: service.loadedCount
            )
        )
    }

    @Sendable private func liveness(_ request: Request, _ context: ServingContext) async throws -> Response {
        .json(["status": "alive"])
    }

    @Sendable private func readiness(_ request: Request, _ context: ServingContext) async throws -> Response {
        switch service.health {
        case .healthy: return .json(["status": "ready"])
        case .draining: throw HTTPFailure(.notReady, "the server is shutting down; ask another one")
        case .noModels: throw HTTPFailure(.notReady, "the repository holds no version; put one into it")
        case .noActiveModel:
            throw HTTPFailure(.notReady, "the active version is not loaded; GET /admin/models says why")
        }
    }
}

extension Health.Status {
    init(_ health: ModelService.Health) {
        switch health {
        case .healthy: self = .healthy
        case .noModels: self = .noModels
        case .noActiveModel: self = .noActiveModel
        case .draining: self = .draining
        }
    }
}
