import Foundation
import HTTPTypes
import Identity
import ModelSwitchAPI

/// The OpenAPI 3.1 description, made from the endpoints that the router has.
struct OpenAPIDocument {
    let endpoints: [Endpoint]
    let examples: ExampleBodies
    let serverVersion: String
    /// Which endpoints want a key on this server.
    let coverage: Authenticator.Coverage

    var json: JSONValue {
        .object([
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("ModelSwitch"),
                "version": .string(serverVersion),
                "description": .string("Serves trained models and switches between their versions without downtime."),
                "license": .object(["name": .string("Apache 2.0"), "identifier": .string("Apache-2.0")]),
            ]),
            "servers": .array([.object(["url": .string("/")])]),
            "tags": .array(tags),
            "paths": .object(paths),
            "components": .object([
                "schemas": Self.schemas,
                "securitySchemes": .object([
                    Self.keyScheme: .object([
                        "type": .string("http"), "scheme": .string("bearer"),
                        "description": .string("A key or a token; needed where the server has any configured."),
                    ])
                ]),
            ]),
        ])
    }

    private static let keyScheme = "key"

    private var tags: [JSONValue] {
        Endpoint.Documentation.Section.allCases
            .filter { section in endpoints.contains { $0.documentation.section == section } }
            .map { .object(["name": .string($0.rawValue)]) }
    }

    // MARK: - Paths

    private var paths: [String: JSONValue] {
        Dictionary(grouping: endpoints, by: \.path).mapValues { endpoints in
            .object(
                Dictionary(
                    endpoints.map { ($0.method.rawValue.lowercased(), operation($0)) },
                    uniquingKeysWith: { first, _ in first }
                )
            )
        }
    }

    private func operation(_ endpoint: Endpoint) -> JSONValue {
        let documentation = endpoint.documentation
        var fields: [String: JSONValue] = [
            "tags": .array([.string(documentation.section.rawValue)]),
            "summary": .string(documentation.summary),
            "operationId": .string(Self.operationID(endpoint)),
            "responses": .object(OpenAPIResponses(endpoint, examples: examples).json),
        ]
        if let details = documentation.details { fields["description"] = .string(details) }
        let parameters = Self.parameters(of: endpoint)
        if !parameters.isEmpty { fields["parameters"] = .array(parameters.map(Self.parameter)) }
        if let request = documentation.request {
            fields["requestBody"] = .object([
                "required": .boolean(request.isRequired),
                "content": OpenAPIResponses.content(request.contents, examples),
            ])
        }
        if endpoint.scope != nil {
            let key = JSONValue.object([Self.keyScheme: .array([])])
            fields["security"] = .array(coverage.demandsKey(for: endpoint) ? [key] : [.object([:]), key])
        }
        return .object(fields)
    }

    static func operationID(_ endpoint: Endpoint) -> String {
        let words = endpoint.path.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return ([endpoint.method.rawValue.lowercased()] + (words.isEmpty ? ["root"] : words)).joined(separator: "_")
    }

    /// The parameters of an endpoint, those of the path included that are not described by hand.
    static func parameters(of endpoint: Endpoint) -> [Endpoint.Documentation.Parameter] {
        let described = endpoint.documentation.parameters
        let undescribed = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }
            .map { String($0.dropFirst().dropLast()) }
            .filter { name in !described.contains { $0.place == .path && $0.name == name } }
            .map(pathParameter)
        return undescribed + described
    }

    private static func pathParameter(_ name: String) -> Endpoint.Documentation.Parameter {
        let example = ["model": "default", "version": "v1"][name]
        return .init(name: name, place: .path, meaning: "The \(name)'s name.", example: example.map(JSONValue.string))
    }

    private static func parameter(_ parameter: Endpoint.Documentation.Parameter) -> JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(parameter.name),
            "in": .string(parameter.place.rawValue),
            "description": .string(parameter.meaning),
            "required": .boolean(parameter.isRequired || parameter.place == .path),
            "schema": parameter.schema,
        ]
        if let example = parameter.example { fields["example"] = example }
        return .object(fields)
    }

    // MARK: - Schemas

    /// The schemas of the bodies; ``OpenAPISchemas`` has their text.
    private static let schemas = JSONValue.object(
        [OpenAPISchemas.json, OpenAPISchemas.openInference].reduce(into: [:]) { schemas, json in
            let part = try? JSONDecoder().decode([String: JSONValue].self, from: Data(json.utf8))
            schemas.merge(part ?? [:]) { first, _ in first }
        }
    )
}
