import HTTPTypes
import Hummingbird
import Identity
import Inference
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `/`, `/docs` and `/openapi.json`.
struct DocumentRoutes: EndpointSource {
    let service: ModelService
    let serverVersion: String
    /// What the description describes: every endpoint of the server but these.
    let described: [Endpoint]
    private let coverage: Authenticator.Coverage
    private let description = DocumentCache()
    private let page = DocumentCache()

    init(
        service: ModelService,
        serverVersion: String,
        described: [Endpoint],
        coverage: Authenticator.Coverage
    ) {
        self.coverage = coverage
        self.service = service
        self.serverVersion = serverVersion
        self.described = described
    }

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
        let version = activeVersion
        let bytes = description.bytes(for: version?.digest) {
            let document = OpenAPIDocument(
                endpoints: described + endpoints,
                examples: ExampleBodies(version?.signature),
                serverVersion: serverVersion,
                coverage: coverage
            )
            return Response.jsonBytes(document.json) ?? []
        }
        return await .coded(bytes, contentType: "application/json", for: request)
    }

    @Sendable private func docs(_ request: Request, _ context: ServingContext) async throws -> Response {
        let version = activeVersion
        let bytes = page.bytes(for: version?.digest) {
            let page = DocumentationPage(
                endpoints: described + endpoints,
                examples: ExampleBodies(version?.signature),
                serverVersion: serverVersion
            )
            return Array(page.html.utf8)
        }
        return .bytes(
            bytes,
            contentType: Self.htmlType,
            headers: [.contentSecurityPolicy: DocumentationPage.contentSecurityPolicy]
        )
    }

    /// The version that answers now, where it is in memory: the examples are for it.
    private var activeVersion: (digest: String, signature: ModelSignature)? {
        guard case .leased(let version) = service.registry.lease(model: service.defaultModel, version: nil) else {
            return nil
        }
        defer { service.registry.end(version) }
        return (version.digest, version.signature)
    }
}
