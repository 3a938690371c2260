import Hummingbird
import JSONText
import Logging
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `/v2/logging` and `/v2/trace/setting`: what holds, and a clear refusal of what cannot be set from here.
struct ServerSettingRoutes {
    let service: ModelService
    let reader: RequestReader

    @Sendable func logging(_ request: Request, _ context: ServingContext) async throws -> Response {
        .json(logSettings)
    }

    @Sendable func trace(_ request: Request, _ context: ServingContext) async throws -> Response {
        try checkModel(context)
        return .json(Self.traceSettings)
    }

    @Sendable func setLogging(_ request: Request, _ context: ServingContext) async throws -> Response {
        try await check(request, against: logSettings, "LOG_LEVEL and LOG_FORMAT set the log when the server starts")
        return .json(logSettings)
    }

    @Sendable func setTrace(_ request: Request, _ context: ServingContext) async throws -> Response {
        try checkModel(context)
        try await check(request, against: Self.traceSettings, "this server records no traces of its own")
        return .json(Self.traceSettings)
    }

    // MARK: - What holds

    private var logSettings: [String: JSONValue] {
        let level = service.logLevel
        return [
            "log_file": .string(""),
            "log_info": .boolean(level <= .info),
            "log_warning": .boolean(level <= .warning),
            "log_error": .boolean(level <= .error),
            "log_verbose_level": .integer(level <= .trace ? 2 : level <= .debug ? 1 : 0),
            "log_format": .string("default"),
        ]
    }

    private static let traceSettings: [String: JSONValue] = [
        "trace_level": .array([.string("OFF")]),
        "trace_rate": .string("0"),
        "trace_count": .string("0"),
        "log_frequency": .string("0"),
        "trace_file": .string(""),
    ]

    // MARK: - Checks

    private func checkModel(_ context: ServingContext) throws(HTTPFailure) {
        guard let model = context.parameters.get("model"), !service.registry.knows(model: model) else { return }
        throw HTTPFailure(ServingError(service.registry.unknownModel(model)))
    }

    /// Accepts settings that hold already, `null` included, which asks for the default; refuses every other.
    private func check(_ request: Request, against settings: [String: JSONValue], _ reason: String) async throws {
        for (name, value) in try await members(of: request).sorted(by: { $0.key < $1.key }) {
            guard let present = settings[name] else {
                let names = settings.keys.sorted().joined(separator: ", ")
                throw HTTPFailure(.invalidTensors, "got an unknown setting, expected one of \(names)")
            }
            guard value == present || value == .null else {
                throw HTTPFailure(.unsupported, "'\(name)' cannot be changed over HTTP: \(reason)")
            }
        }
    }

    private func members(of request: Request) async throws -> [String: JSONValue] {
        let bytes = try await reader.adminBytes(request)
        guard !bytes.isEmpty else { return [:] }
        if case .object(let members)? = try? JSONValue(json: bytes) { return members }
        throw HTTPFailure(.invalidTensors, "the body is no JSON object; send the settings by name")
    }
}
