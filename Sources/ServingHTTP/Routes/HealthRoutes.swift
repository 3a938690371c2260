import Hummingbird
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `/healthz`, `/livez` and `/readyz`.
struct HealthRoutes: EndpointSource {
    let service: ModelService

    var endpoints: [Endpoint] {
        [
            .get("/healthz", "What the server can do now", response: "Health", health),
            .get("/livez", "Whether the process runs", response: "Status", liveness),
            .get(
                "/readyz",
                "Whether the active version is warm and requests are welcome",
                response: "Status",
                readiness
            ),
        ]
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
