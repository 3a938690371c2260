import HTTPTypes
import ModelSwitchAPI

/// The answers of an endpoint as the OpenAPI description has them, by status.
struct OpenAPIResponses {
    /// The refusals of one status.
    struct Refusal {
        let status: Int
        let meaning: String
        let form: ErrorForm
    }

    private let endpoint: Endpoint
    private let examples: ExampleBodies

    init(_ endpoint: Endpoint, examples: ExampleBodies = ExampleBodies(nil)) {
        self.endpoint = endpoint
        self.examples = examples
    }

    var json: [String: JSONValue] {
        let good = endpoint.documentation.answers.map { ("\($0.status.code)", Self.good($0, examples)) }
        let bad = problems.map { ("\($0.status)", Self.bad($0)) }
        return Dictionary(good + bad, uniquingKeysWith: { first, _ in first })
    }

    /// The forms of a body, by media type.
    static func content(_ contents: [Endpoint.Documentation.Content], _ examples: ExampleBodies) -> JSONValue {
        let pairs = contents.map { content -> (String, JSONValue) in
            var fields: [String: JSONValue] = [:]
            if let schema = content.schema { fields["schema"] = reference(schema) }
            if let example = examples.example(of: content) { fields["example"] = example }
            return (content.mediaType, .object(fields))
        }
        return .object(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }

    private static func good(_ answer: Endpoint.Documentation.Answer, _ examples: ExampleBodies) -> JSONValue {
        var fields: [String: JSONValue] = ["description": .string(answer.meaning)]
        if !answer.contents.isEmpty { fields["content"] = content(answer.contents, examples) }
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

    /// A refusal for each status that one of the endpoint's failures gets.
    var problems: [Refusal] {
        let form = ErrorForm(ofPath: endpoint.path)
        return Dictionary(grouping: codes.map(ProblemTable.row)) { form.status($0.status).code }.map { status, rows in
            Refusal(
                status: status,
                meaning: Set(rows.map(\.title)).sorted().map { $0 + "." }.joined(separator: " "),
                form: form
            )
        }
    }

    private static func bad(_ refusal: Refusal) -> JSONValue {
        .object([
            "description": .string(refusal.meaning),
            "content": .object([
                refusal.form.mediaType: .object(["schema": reference(refusal.form.schema)])
            ]),
        ])
    }

    /// Why the endpoint may refuse, what every endpoint of its kind has in common included.
    private var codes: [HTTPFailure.Code] {
        var codes = endpoint.documentation.failures + [.internalError, .badRequest]
        if endpoint.scope != nil { codes += [.missingKey, .wrongKey, .missingScope] }
        if RateLimitRule.isLimited(endpoint) { codes.append(.rateLimited) }
        if endpoint.documentation.request != nil { codes.append(.requestTimedOut) }
        codes += [.targetTooLong, .headersTooLarge]
        if endpoint.surface == .admin { codes += [.adminClosed, .foreignHost, .foreignOrigin] }
        return codes
    }
}
