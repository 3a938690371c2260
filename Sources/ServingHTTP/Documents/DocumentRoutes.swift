import HTTPTypes
import Hummingbird
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `/`, `/docs` and `/openapi.json`.
struct DocumentRoutes: EndpointSource {
    let service: ModelService
    let serverVersion: String
    /// What the description describes: every endpoint of the server but these.
    let described: [Endpoint]

    var endpoints: [Endpoint] {
        [
            endpoint("/", "What this server is", .init(schema: "ServiceInfo"), root),
            endpoint("/docs", "This documentation, as a page", .init(mediaType: Self.htmlType, schema: nil), docs),
            endpoint("/openapi.json", "This documentation, as OpenAPI 3.1", .init(schema: nil), openAPI),
        ]
    }

    private static let htmlType = "text/html; charset=utf-8"

    private func endpoint(
        _ path: String,
        _ summary: String,
        _ content: Endpoint.Documentation.Content,
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(
            method: .get,
            path: path,
            surface: .open,
            scope: nil,
            documentation: .init(
                section: .documents,
                summary: summary,
                answers: [.init(meaning: summary + ".", contents: [content])]
            ),
            handler: handler
        )
    }

    @Sendable private func root(_ request: Request, _ context: ServingContext) async throws -> Response {
        .json(
            ServiceInfo(
                name: "ModelSwitch",
                version: serverVersion,
                activeVersion: service.registry.active(of: service.defaultModel).version,
                availableVersions: service.registry.versionNames(of: service.defaultModel),
                links: ["docs": "/docs", "openapi": "/openapi.json", "health": "/healthz", "metrics": "/metrics"]
            )
        )
    }

    @Sendable private func openAPI(_ request: Request, _ context: ServingContext) async throws -> Response {
        let document = OpenAPIDocument(endpoints: described + endpoints, serverVersion: serverVersion).json
        return await .coded(Response.jsonBytes(document) ?? [], contentType: "application/json", for: request)
    }

    @Sendable private func docs(_ request: Request, _ context: ServingContext) async throws -> Response {
        .bytes(
            Array(DocumentationPage(endpoints: described + endpoints, serverVersion: serverVersion).html.utf8),
            contentType: Self.htmlType,
            headers: [.contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"]
        )
    }
}
