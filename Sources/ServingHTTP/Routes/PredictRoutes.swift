import HTTPTypes
import Hummingbird
import Identity
import JSONText
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `POST /predict` and its forms with a model and a version in the path.
struct PredictRoutes: EndpointSource {
    let service: ModelService
    let reader: RequestReader

    static let modelVersion = HTTPField.Name("Model-Version")

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
                documentation: Self.documentation(summary, isVersionGiven: path.contains("{version}")),
                handler: predict
            )
        }
    }

    private static func documentation(_ summary: String, isVersionGiven: Bool) -> Endpoint.Documentation {
        Endpoint.Documentation(
            section: .predictions,
            summary: summary,
            details: "One version answers a request, whatever is switched meanwhile; the answer names it.",
            parameters: (isVersionGiven ? [] : [versionParameter]) + [timeoutParameter],
            request: .json("PredictionRequest"),
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
                .serving(.versionUnavailable), .serving(.saturated), .serving(.circuitOpen),
                .serving(.deadlineExceeded),
            ]
        )
    }

    private static let timeoutParameter = Endpoint.Documentation.Parameter(
        name: "Request-Timeout",
        place: .header,
        meaning: "Seconds that the caller waits; the server's deadline holds where it is shorter.",
        example: .string("2.5")
    )

    private static let versionParameter = Endpoint.Documentation.Parameter(
        name: "version",
        meaning: "The version to ask; the active one when absent.",
        example: .string("v1")
    )

    @Sendable private func predict(_ request: Request, _ context: ServingContext) async throws -> Response {
        let start = ContinuousClock.now
        let order = try await order(request, context)
        RequestRecord.current?.asks(model: order.model, version: order.version)
        let answer = try await service.predict(order)
        RequestRecord.current?.answered(model: answer.key.model, version: answer.key.version)
        let milliseconds = (ContinuousClock.now - start).seconds * 1e3
        return try await respond(answer, isBatch: order.rows.isBatch, milliseconds: milliseconds, to: request)
    }

    /// A larger body is read beside the threads that answer requests: others would wait for as long as that takes.
    private static let inlineBytes = 64 << 10
    /// Likewise for an answer of more values.
    private static let inlineValues = 4096

    private func read(_ json: [UInt8]) async throws -> PredictionBody {
        guard json.count > Self.inlineBytes else { return try PredictionBody(json: json) }
        return try await service.runBeside(isAccepted: false) {
            Result { () throws(HTTPFailure) in try PredictionBody(json: json) }
        }.get()
    }

    private func order(_ request: Request, _ context: ServingContext) async throws -> PredictionOrder {
        let model = context.parameters.get("model") ?? service.defaultModel
        let outside = [context.parameters.get("version"), request.uri.queryParameters["version"].map(String.init)]
            .compactMap(\.self)
        RequestRecord.current?.asks(model: model, version: outside.first)
        do {
            let body = try await read(try await reader.jsonBytes(request))
            return PredictionOrder(
                model: model,
                version: try Self.version(outside + [body.version].compactMap(\.self)),
                rows: body.rows,
                parts: body.parts,
                patience: context.patience
            )
        } catch {
            // Too much waiting work is no fault of the body.
            if !(error is ServingError) { service.recordInvalidBody(model: model, version: outside.first) }
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

    private func respond(
        _ answer: PredictionAnswer,
        isBatch: Bool,
        milliseconds: Double,
        to request: Request
    ) async throws -> Response {
        let bytes =
            answer.valueCount > Self.inlineValues
            ? try await service.runBeside(isAccepted: true) { Self.bytes(answer, isBatch, milliseconds) }
            : Self.bytes(answer, isBatch, milliseconds)
        var headers: HTTPFields = [:]
        if let name = Self.modelVersion { headers[name] = answer.key.version }
        return await .coded(bytes, contentType: "application/json", headers: headers, for: request)
    }

    private static func bytes(_ answer: PredictionAnswer, _ isBatch: Bool, _ milliseconds: Double) -> [UInt8] {
        var writer = JSONWriter(capacity: 160)
        PredictionWriter(answer: answer, isBatch: isBatch).write(milliseconds: milliseconds, into: &writer)
        return writer.bytes
    }
}
