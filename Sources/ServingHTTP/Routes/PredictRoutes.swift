import HTTPTypes
import Hummingbird
import Identity
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `POST /predict` and its forms with a model and a version in the path.
struct PredictRoutes: EndpointSource {
    let service: ModelService
    let reader: RequestReader

    private static let modelVersion = HTTPField.Name("Model-Version")

    var endpoints: [Endpoint] {
        let summaries = [
            ("/predict", "Predict with the default model"),
            ("/models/{model}/predict", "Predict with a model's active version"),
            ("/models/{model}/versions/{version}/predict", "Predict with a version"),
        ]
        return summaries.map { path, summary in
            Endpoint(
                method: .post,
                path: path,
                surface: .open,
                scope: .predict,
                documentation: Self.documentation(summary),
                handler: predict
            )
        }
    }

    private static func documentation(_ summary: String) -> Endpoint.Documentation {
        Endpoint.Documentation(
            section: .predictions,
            summary: summary,
            details: "One version answers a request, whatever is switched meanwhile; the answer names it.",
            parameters: [
                .init(
                    name: "version",
                    meaning: "The version to ask; the active one when absent.",
                    example: .string("v2")
                )
            ],
            request: .json("PredictionRequest", example: example),
            answers: [
                Endpoint.Documentation.Answer(
                    meaning: "The prediction, or the predictions of many rows.",
                    contents: [.init(schema: "PredictionAnswer")],
                    headers: [("Model-Version", "The version that answered.")]
                )
            ],
            failures: [
                .invalidBody, .invalidFeatures, .serving(.wrongFeatureType), .versionsDiffer, .serving(.unknownModel),
                .serving(.unknownVersion), .bodyTooLarge, .unsupportedMediaType, .serving(.noActiveVersion),
                .serving(.versionUnavailable), .serving(.saturated),
            ]
        )
    }

    /// A row that version v1 of the sample repository answers.
    private static let example = JSONValue.object([
        "features": .array((0..<30).map { _ in JSONValue.integer(1) }), "probabilities": .boolean(true),
    ])

    @Sendable private func predict(_ request: Request, _ context: ServingContext) async throws -> Response {
        let start = ContinuousClock.now
        let order = try await order(request, context)
        RequestRecord.current?.asks(model: order.model, version: order.version)
        let answer = try await service.predict(order)
        RequestRecord.current?.answered(model: answer.key.model, version: answer.key.version)
        let milliseconds = (ContinuousClock.now - start).seconds * 1e3
        return respond(answer, isBatch: order.rows.isBatch, milliseconds: milliseconds)
    }

    private func order(_ request: Request, _ context: ServingContext) async throws -> PredictionOrder {
        let model = context.parameters.get("model") ?? service.defaultModel
        let outside = [context.parameters.get("version"), request.uri.queryParameters["version"].map(String.init)]
            .compactMap(\.self)
        RequestRecord.current?.asks(model: model, version: outside.first)
        do {
            let body = try PredictionBody(json: try await reader.jsonBytes(request))
            return PredictionOrder(
                model: model,
                version: try Self.version(outside + [body.version].compactMap(\.self)),
                rows: body.rows,
                parts: body.parts
            )
        } catch {
            service.recordInvalidBody(model: model, version: outside.first)
            throw error
        }
    }

    /// The one version that path, query and body agree on; nil when none of them names one.
    private static func version(_ named: [String]) throws(HTTPFailure) -> String? {
        guard Set(named).count <= 1 else {
            throw HTTPFailure(
                .versionsDiffer,
                "the path, the query and the body name different versions; name one of them once"
            )
        }
        return named.first
    }

    private func respond(_ answer: PredictionAnswer, isBatch: Bool, milliseconds: Double) -> Response {
        var writer = JSONWriter(capacity: 160)
        PredictionWriter(answer: answer, isBatch: isBatch).write(milliseconds: milliseconds, into: &writer)
        var headers: HTTPFields = [:]
        if let name = Self.modelVersion { headers[name] = answer.key.version }
        return .bytes(writer.bytes, contentType: "application/json", headers: headers)
    }
}
