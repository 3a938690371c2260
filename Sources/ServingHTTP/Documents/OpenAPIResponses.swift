import HTTPTypes
import ModelSwitchAPI

/// The answers of an endpoint as the OpenAPI description has them, by status.
struct OpenAPIResponses {
    private let endpoint: Endpoint

    init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    var json: [String: JSONValue] {
        let good = endpoint.documentation.answers.map { ("\($0.status.code)", Self.good($0)) }
        return Dictionary(good + bad, uniquingKeysWith: { first, _ in first })
    }

    /// The forms of a body, by media type.
    static func content(_ contents: [Endpoint.Documentation.Content]) -> JSONValue {
        let pairs = contents.map { content -> (String, JSONValue) in
            var fields: [String: JSONValue] = [:]
            if let schema = content.schema { fields["schema"] = reference(schema) }
            if let example = content.example { fields["example"] = example }
            return (content.mediaType, .object(fields))
        }
        return .object(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    private static func good(_ answer: Endpoint.Documentation.Answer) -> JSONValue {
        var fields: [String: JSONValue] = ["description": .string(answer.meaning)]
        if !answer.contents.isEmpty { fields["content"] = content(answer.contents) }
        if !answer.headers.isEmpty {
            let headers = answer.headers.map { name, meaning in
                (name, JSONValue.object(["description": .string(meaning), "schema": string]))
            }
            fields["headers"] = .object(Dictionary(headers, uniquingKeysWith: { first, _ in first }))
        }
        return .object(fields)
    }

    private static let string = JSONValue.object(["type": .string("string")])

    private static func reference(_ schema: String) -> JSONValue {
        .object(["$ref": .string("#/components/schemas/\(schema)")])
    }

    // MARK: - Refusals

    /// A problem for each status that one of the endpoint's failures gets.
    private var bad: [(String, JSONValue)] {
        let rows = codes.map(ProblemTable.row)
        return Dictionary(grouping: rows, by: \.status.code).map { status, rows in
            ("\(status)", Self.problem(rows.map(\.title)))
        }
    }

    private static func problem(_ titles: [String]) -> JSONValue {
        let meaning = Set(titles).sorted().map { $0 + "." }.joined(separator: " ")
        return .object([
            "description": .string(meaning),
            "content": .object(["application/problem+json": .object(["schema": reference("Problem")])]),
        ])
    }

    /// Why the endpoint may refuse, what every endpoint of its kind has in common included.
    private var codes: [HTTPFailure.Code] {
        var codes = endpoint.documentation.failures + [.internalError, .badRequest]
        if endpoint.scope != nil { codes += [.missingKey, .wrongKey] }
        if RateLimitMiddleware.isLimited(endpoint) { codes.append(.rateLimited) }
        if endpoint.surface == .admin { codes += [.adminClosed, .foreignHost, .foreignOrigin] }
        return codes
    }
}
