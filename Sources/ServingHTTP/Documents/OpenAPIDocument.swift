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
                    "adminKey": .object(["type": .string("http"), "scheme": .string("bearer")])
                ]),
            ]),
        ])
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
        var fields: [String: JSONValue] = [
            "summary": .string(endpoint.documentation.summary),
            "operationId": .string(operationID(endpoint)),
            "responses": responses(endpoint),
        ]
        let parameters = parameters(endpoint)
        if !parameters.isEmpty { fields["parameters"] = .array(parameters) }
        if let request = endpoint.documentation.request {
            fields["requestBody"] = .object([
                "required": .boolean(true), "content": content("application/json", request),
            ])
        }
        if endpoint.scope == .admin {
            fields["security"] = .array([.object([:]), .object(["adminKey": .array([])])])
        }
        return .object(fields)
    }

    private func operationID(_ endpoint: Endpoint) -> String {
        let words = endpoint.path.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return ([endpoint.method.rawValue.lowercased()] + (words.isEmpty ? ["root"] : words)).joined(separator: "_")
    }

    private func parameters(_ endpoint: Endpoint) -> [JSONValue] {
        let inPath = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            parameter(String(part.dropFirst().dropLast()), in: "path", meaning: nil)
        }
        return inPath + endpoint.documentation.query.map { parameter($0.name, in: "query", meaning: $0.meaning) }
    }

    private func parameter(_ name: String, in place: String, meaning: String?) -> JSONValue {
        var fields: [String: JSONValue] = [
            "name": .string(name),
            "in": .string(place),
            "required": .boolean(place == "path"),
            "schema": .object(["type": .string("string")]),
        ]
        if let meaning { fields["description"] = .string(meaning) }
        return .object(fields)
    }

    private func responses(_ endpoint: Endpoint) -> JSONValue {
        var good: [String: JSONValue] = ["description": .string(endpoint.documentation.summary)]
        if let response = endpoint.documentation.response { good["content"] = content("application/json", response) }
        return .object([
            "200": .object(good),
            "default": .object([
                "description": .string("A problem (RFC 9457)"),
                "content": content("application/problem+json", "Problem"),
            ]),
        ])
    }

    private func content(_ type: String, _ schema: String) -> JSONValue {
        .object([type: .object(["schema": .object(["$ref": .string("#/components/schemas/\(schema)")])])])
    }

    // MARK: - Schemas

    /// The schemas of the bodies; ``OpenAPISchemas`` has their text.
    private static let schemas: JSONValue =
        (try? JSONDecoder().decode(JSONValue.self, from: Data(OpenAPISchemas.json.utf8))) ?? .object([:])
}
