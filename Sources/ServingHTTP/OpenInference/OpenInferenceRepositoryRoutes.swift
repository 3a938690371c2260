import HTTPTypes
import Hummingbird
import JSONText
import ModelRegistry
import ModelSwitchAPI
import Serving

/// The repository half of the Open Inference Protocol: what there is, loading and unloading.
struct OpenInferenceRepositoryRoutes {
    let service: ModelService
    let reader: RequestReader

    @Sendable func index(_ request: Request, _ context: ServingContext) async throws -> Response {
        let isReadyOnly: Bool
        switch try await members(of: request)["ready"] {
        case nil, .null, .boolean(false): isReadyOnly = false
        case .boolean(true): isReadyOnly = true
        default: throw HTTPFailure(.invalidTensors, "'ready' is of the wrong type, expected true or false")
        }
        service.refresh()
        let model = service.defaultModel
        let active = service.registry.active(of: model).version
        let records = service.registry.records(of: model).filter { !isReadyOnly || $0.state == .ready }
        return .json(records.map { RepositoryIndexEntry($0, isActive: $0.key.version == active) })
    }

    /// Loads the active version, or the one that the path names, and answers when it is ready.
    @Sendable func load(_ request: Request, _ context: ServingContext) async throws -> Response {
        let (model, version) = target(context)
        context.audit?.note(model: model, version: version)
        try await checkParameters(request)
        _ = try await service.load(model: model, version: version)
        return Response(status: .ok)
    }

    /// Drops every version but the active one, or the one that the path names, from memory.
    @Sendable func unload(_ request: Request, _ context: ServingContext) async throws -> Response {
        let (model, version) = target(context)
        context.audit?.note(model: model, version: version)
        try await checkParameters(request)
        guard service.registry.knows(model: model) else {
            throw HTTPFailure(ServingError(service.registry.unknownModel(model)))
        }
        if let version, service.registry.active(of: model).version == version {
            throw HTTPFailure(
                .invalidTensors,
                "version '\(version)' is the active one and stays loaded; switch to another version first"
            )
        }
        _ = try service.clearCache(model: model, version: version)
        return Response(status: .ok)
    }

    private func target(_ context: ServingContext) -> (model: String, version: String?) {
        let model = context.parameters.get("model") ?? ""
        return (model, context.parameters.get("version").map { service.resolvedVersion($0, of: model) })
    }

    // MARK: - Bodies

    /// The members of a body; none of an empty one.
    private func members(of request: Request) async throws -> [String: JSONValue] {
        let bytes = try await reader.adminBytes(request)
        guard !bytes.isEmpty else { return [:] }
        do throws(JSONCursor.Failure) {
            if case .object(let members) = try JSONValue(json: bytes) { return members }
        } catch {
            throw HTTPFailure(.invalidTensors, "the body is not JSON: \(error.message)")
        }
        throw HTTPFailure(.invalidTensors, "the body is no JSON object; leave it empty, or send {}")
    }

    /// Refuses what would bring a model over the network, and any parameter that means nothing here.
    private func checkParameters(_ request: Request) async throws {
        switch try await members(of: request)["parameters"] {
        case nil, .null: return
        case .object(let parameters):
            if let name = parameters.keys.sorted().first(where: { $0 != "unload_dependents" }) {
                throw HTTPFailure(Self.code(refusing: name), Self.reason(refusing: name))
            }
        default: throw HTTPFailure(.invalidTensors, "'parameters' is of the wrong type, expected an object")
        }
    }

    private static func code(refusing name: String) -> HTTPFailure.Code {
        name == "config" || name.hasPrefix("file:") ? .unsupported : .invalidTensors
    }

    private static func reason(refusing name: String) -> String {
        if name.hasPrefix("file:") {
            return "models are not taken over HTTP; put the file into a version's folder of the model repository"
        }
        if name == "config" {
            return "a model's configuration follows from its file and cannot be given with a load; leave 'config' out"
        }
        return "got an unknown parameter, expected none but 'unload_dependents'; leave it out"
    }
}
