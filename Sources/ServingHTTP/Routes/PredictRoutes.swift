import HTTPTypes
import Hummingbird
import Inference
import ModelRegistry
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
                scope: .open,
                documentation: .init(
                    summary: summary,
                    query: [("version", "The version to ask; the active one when absent.")],
                    request: "PredictionRequest",
                    response: "PredictionAnswer"
                ),
                handler: predict
            )
        }
    }

    @Sendable private func predict(_ request: Request, _ context: ServingContext) async throws -> Response {
        let start = ContinuousClock.now
        let model = context.parameters.get("model") ?? service.defaultModel
        let body = try await body(of: request, model: model)
        let answer = try await service.predict(
            PredictionOrder(
                model: model,
                version: try version(in: body, request, context),
                rows: body.rows,
                wantsProbabilities: body.wantsProbabilities
            )
        )
        let milliseconds = (ContinuousClock.now - start).seconds * 1e3
        return respond(answer, isBatch: body.rows.isBatch, milliseconds: milliseconds)
    }

    private func body(of request: Request, model: String) async throws -> PredictionBody {
        do {
            return try PredictionBody(json: try await reader.jsonBytes(request))
        } catch {
            service.recordInvalidBody(model: model)
            throw error
        }
    }

    /// The one version that path, query and body agree on; nil when none of them names one.
    private func version(
        in body: PredictionBody,
        _ request: Request,
        _ context: ServingContext
    ) throws(HTTPFailure) -> String? {
        let query = request.uri.queryParameters["version"].map(String.init)
        let named = Set([context.parameters.get("version"), query, body.version].compactMap(\.self))
        guard named.count <= 1 else {
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

/// Writes the answer to a prediction.
struct PredictionWriter {
    let answer: PredictionAnswer
    let isBatch: Bool

    func write(milliseconds: Double, into writer: inout JSONWriter) {
        writer.append(isBatch ? "{\"predictions\":" : "{\"prediction\":")
        writePredictions(&writer)
        writer.append(",\"model_version\":")
        writer.append(quoting: answer.key.version)
        writer.append(",\"latency_ms\":")
        writer.append(Self.rounded(milliseconds))
        writer.append(",\"model\":")
        writer.append(quoting: answer.key.model)
        if let probabilities = answer.prediction.probabilities { writeProbabilities(probabilities, &writer) }
        writer.append("}")
    }

    private func writePredictions(_ writer: inout JSONWriter) {
        switch answer.prediction.outcome {
        case .classIndices(let indices):
            let classes = answer.signature.classes ?? []
            writeRows(indices.count, &writer) { writer, row in
                let index = indices[row]
                if classes.indices.contains(index) { writer.append(classes[index]) } else { writer.append(index) }
            }
        case .values(let values):
            writeRows(values.rowCount, &writer) { writer, row in
                if values.columnCount == 1 {
                    writer.append(values[row, 0])
                } else {
                    writer.appendArray(values.row(row)) { $0.append($1) }
                }
            }
        }
    }

    private func writeProbabilities(_ probabilities: Matrix, _ writer: inout JSONWriter) {
        writer.append(",\"probabilities\":")
        writeRows(probabilities.rowCount, &writer) { writer, row in
            writer.appendArray(probabilities.row(row)) { $0.append($1) }
        }
        writer.append(",\"classes\":")
        writer.appendArray(answer.signature.classes ?? []) { $0.append($1) }
    }

    /// One row as it is, many as a list.
    private func writeRows(_ count: Int, _ writer: inout JSONWriter, _ row: (inout JSONWriter, Int) -> Void) {
        if isBatch {
            writer.appendArray(0..<count, row)
        } else if count > 0 {
            row(&writer, 0)
        } else {
            writer.append("null")
        }
    }

    /// To a tenth of a microsecond, and never 0: something was done.
    private static func rounded(_ milliseconds: Double) -> Double {
        max(1, (milliseconds * 1e4).rounded()) / 1e4
    }
}
