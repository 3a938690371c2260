import HTTPTypes
import Hummingbird
import Inference
import ModelRegistry
import ModelSwitchAPI
import OpenInference
import Serving

/// The Open Inference Protocol: health, metadata, statistics and inference.
struct OpenInferenceRoutes {
    let service: ModelService
    let reader: RequestReader
    let serverVersion: String

    static let extensions = [
        "binary_tensor_data", "model_configuration", "model_repository", "parameters", "statistics",
    ]

    // MARK: - Health

    @Sendable func live(_ request: Request, _ context: ServingContext) async throws -> Response {
        .json(["live": true])
    }

    @Sendable func ready(_ request: Request, _ context: ServingContext) async throws -> Response {
        guard service.health == .healthy else {
            throw HTTPFailure(.notReady, "the server is not ready; GET /readyz says why")
        }
        return .json(["ready": true])
    }

    @Sendable func modelReady(_ request: Request, _ context: ServingContext) async throws -> Response {
        let target = target(context)
        let key = try service.key(model: target.model, version: target.version)
        guard service.registry.holds(key) else { throw HTTPFailure(ServingError(RegistryError.unknownVersion(key))) }
        let record = service.registry.record(of: key)
        guard record?.loaded != nil else {
            let reason = record?.whyNotReady ?? "the first request for it loads it"
            throw HTTPFailure(.notReady, "version '\(key.version)' is not ready; \(reason)")
        }
        return .json(InferenceModelReady(name: key.model, ready: true))
    }

    // MARK: - Metadata

    @Sendable func serverMetadata(_ request: Request, _ context: ServingContext) async throws -> Response {
        .json(InferenceServerMetadata(name: "modelswitch", version: serverVersion, extensions: Self.extensions))
    }

    @Sendable func modelMetadata(_ request: Request, _ context: ServingContext) async throws -> Response {
        let target = target(context)
        let version = try await service.describe(model: target.model, version: target.version)
        let tensors = TabularTensors(version.signature)
        let ready = service.registry.records(of: version.key.model).filter { $0.loaded != nil }.map(\.key.version)
        return .json(
            InferenceModelMetadata(
                name: version.key.model,
                versions: target.version == nil ? ready : [version.key.version],
                platform: version.platform,
                inputs: [.init(tensors.input)],
                outputs: tensors.outputs.map { .init($0) }
            )
        )
    }

    @Sendable func modelConfiguration(_ request: Request, _ context: ServingContext) async throws -> Response {
        let target = target(context)
        let version = try await service.describe(model: target.model, version: target.version)
        let tensors = TabularTensors(version.signature)
        return .json(
            InferenceModelConfiguration(
                name: version.key.model,
                platform: version.platform,
                backend: "modelswitch",
                maxBatchSize: 0,
                input: [.init(tensors.input)],
                output: tensors.outputs.map { .init($0) }
            )
        )
    }

    // MARK: - Statistics

    @Sendable func statistics(_ request: Request, _ context: ServingContext) async throws -> Response {
        let target = target(context, model: service.defaultModel)
        guard service.registry.knows(model: target.model) else {
            throw HTTPFailure(ServingError(service.registry.unknownModel(target.model)))
        }
        let records = service.registry.records(of: target.model)
        let wanted = records.filter { target.version == nil || $0.key.version == target.version }
        if let version = target.version, wanted.isEmpty {
            throw HTTPFailure(
                ServingError(RegistryError.unknownVersion(VersionKey(model: target.model, version: version)))
            )
        }
        return .json(
            InferenceStatistics(
                modelStats: wanted.compactMap { record in
                    let instruments = service.metrics.knownInstruments(for: record.key)
                    // Of all versions, those that were ever loaded; a version that is asked for, in any case.
                    guard instruments != nil || target.version != nil else { return nil }
                    return .init(record.key, instruments ?? VersionInstruments())
                }
            )
        )
    }

    // MARK: - Inference

    @Sendable func infer(_ request: Request, _ context: ServingContext) async throws -> Response {
        let target = target(context)
        RequestRecord.current?.asks(model: target.model, version: target.version)
        let asked = try await read(request, target)
        let answer = try await service.predict(order(asked, target, context))
        RequestRecord.current?.answered(model: answer.key.model, version: answer.key.version)
        let body =
            answer.valueCount > Self.inlineValues
            ? try await service.runBeside(isAccepted: true) { Self.body(of: answer, to: asked) }
            : Self.body(of: answer, to: asked)
        return await respond(body, version: answer.key.version, to: request)
    }

    /// A larger body is read beside the threads that answer requests: others would wait for as long as that takes.
    private static let inlineBytes = 64 << 10
    /// Likewise for an answer of more values.
    private static let inlineValues = 4096

    private func read(_ request: Request, _ target: Target) async throws -> InferRequest {
        do {
            let body = try await reader.inferBody(request)
            guard body.bytes.count > Self.inlineBytes else {
                return try InferRequest(body: body.bytes, jsonBytes: body.jsonBytes)
            }
            return try await service.runBeside(isAccepted: false) {
                Result { () throws(OpenInferenceError) in
                    try InferRequest(body: body.bytes, jsonBytes: body.jsonBytes)
                }
            }.get()
        } catch {
            // Too much waiting work is no fault of the body.
            if !(error is ServingError) { service.recordInvalidBody(model: target.model, version: target.version) }
            throw error
        }
    }

    private static func body(of answer: PredictionAnswer, to asked: InferRequest) -> (bytes: [UInt8], jsonBytes: Int?) {
        let outputs = asked.outputs.compactMap { output in
            OutputTensor(output.name, of: answer.prediction, answer.signature).map { ($0, output.isBinary) }
        }
        return InferAnswer(model: answer.key.model, version: answer.key.version, id: asked.id, outputs: outputs).body()
    }

    private func order(_ asked: InferRequest, _ target: Target, _ context: ServingContext) -> PredictionOrder {
        var rows = FeatureRows(names: nil, values: asked.rows, isBatch: true)
        rows.tensor = TabularTensors.inputName
        rows.areTexts = !asked.rows.texts.isEmpty
        let outputs = asked.outputs
        return PredictionOrder(
            model: target.model,
            version: target.version,
            rows: rows,
            parts: asked.wantsProbabilities ? .probabilities : [],
            patience: asked.timeout.map { context.patience(atMost: $0.seconds) } ?? context.patience
        ) { signature throws(ServingError) in
            do throws(OpenInferenceError) {
                try TabularTensors(signature).check(outputs)
            } catch {
                throw ServingError(.invalidFeatures, error.message)
            }
        }
    }

    private func respond(
        _ body: (bytes: [UInt8], jsonBytes: Int?),
        version: String,
        to request: Request
    ) async -> Response {
        var headers: HTTPFields = [:]
        if let name = PredictRoutes.modelVersion { headers[name] = version }
        if let length = body.jsonBytes, let name = RequestReader.inferenceHeader { headers[name] = String(length) }
        return await .coded(
            body.bytes,
            contentType: body.jsonBytes == nil ? "application/json" : "application/octet-stream",
            headers: headers,
            for: request
        )
    }

    // MARK: - The path

    private typealias Target = (model: String, version: String?)

    /// The model and the version that the path names.
    private func target(_ context: ServingContext, model: String = "") -> Target {
        let model = context.parameters.get("model") ?? model
        return (model, context.parameters.get("version").map { service.resolvedVersion($0, of: model) })
    }
}
