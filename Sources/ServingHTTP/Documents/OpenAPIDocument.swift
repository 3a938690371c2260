import Foundation
import HTTPTypes
import ModelSwitchAPI

/// The OpenAPI 3.1 description, made from the endpoints that the router has.
struct OpenAPIDocument {
    let endpoints: [Endpoint]
    let serverVersion: String

    var json: JSONValue {
        .object([
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("ModelSwitch"),
                "version": .string(serverVersion),
                "description": .string("Serves trained models and switches between their versions without downtime."),
            ]),
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
            "operationId": .string(operationID(endpoint)),
            "responses": .object(OpenAPIResponses(endpoint).json),
        ]
        if let details = documentation.details { fields["description"] = .string(details) }
        let parameters = parameters(endpoint)
        if !parameters.isEmpty { fields["parameters"] = .array(parameters) }
        if let request = documentation.request {
            fields["requestBody"] = .object([
                "required": .boolean(request.isRequired), "content": OpenAPIResponses.content(request.contents),
            ])
        }
        if endpoint.scope != nil {
            fields["security"] = .array([.object([:]), .object([Self.keyScheme: .array([])])])
        }
        return .object(fields)
    }

    private func operationID(_ endpoint: Endpoint) -> String {
        let words = endpoint.path.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return ([endpoint.method.rawValue.lowercased()] + (words.isEmpty ? ["root"] : words)).joined(separator: "_")
    }

    private func parameters(_ endpoint: Endpoint) -> [JSONValue] {
        let described = endpoint.documentation.parameters
        let inPath = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }
            .map { String($0.dropFirst().dropLast()) }
            .filter { name in !described.contains { $0.place == .path && $0.name == name } }
            .map { Endpoint.Documentation.Parameter(name: $0, place: .path, meaning: "The \($0)'s name.") }
        return (inPath + described).map(parameter)
    }

    private func parameter(_ parameter: Endpoint.Documentation.Parameter) -> JSONValue {
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
