import HTTPTypes
import Hummingbird
import ModelRegistry
import ModelStore
import ModelSwitchAPI
import Serving

/// The admin API: which version is active, switching, rolling back, warming, and what happened.
struct AdminRoutes {
    let service: ModelService
    let reader: RequestReader

    static let historyLimit = 100
    static let historyMaximum = 1000

    // MARK: - Looking

    @Sendable func activeVersion(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        service.refresh()
        let active = service.registry.active(of: model)
        return .json(
            ActiveVersion(
                activeVersion: active.version,
                availableVersions: service.registry.versionNames(of: model),
                generation: active.generation,
                rollbackVersion: try await service.rollbackVersion(of: model)
            )
        )
    }

    @Sendable func versions(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        service.refresh()
        return .json(service.registry.records(of: model).map { VersionObject($0, in: service) })
    }

    @Sendable func version(_ request: Request, _ context: ServingContext) async throws -> Response {
        let key = VersionKey(model: try model(request), version: context.parameters.get("version") ?? "")
        service.refresh()
        return .json(versionObject(key))
    }

    @Sendable func history(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        let limit = try limit(request)
        let activations = try await service.history(of: model, limit: limit)
        return .json(activations.map(HistoryEntry.init))
    }

    // MARK: - Changing

    @Sendable func setActiveVersion(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        let body = try await reader.adminBody(
            request,
            as: SetActiveVersion.self,
            fields: ["version", "reason", "generation"]
        )
        context.audit?.note(model: model, version: body.version, reason: body.reason)
        do {
            return try await activate(model, .version(body.version), body.reason, body.generation, context)
        } catch let error as ServingError where error.code == .unknownVersion {
            // Clients of the first ModelSwitch rely on a 200 here.
            let active = service.registry.active(of: model)
            context.audit?.note(outcome: error.message)
            return .json(
                ActivationResult(
                    success: false,
                    message: error.message,
                    activeVersion: active.version,
                    generation: active.generation
                )
            )
        }
    }

    @Sendable func rollBack(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        let body = try await reader.adminBody(
            request,
            as: Rollback.self,
            fields: ["reason", "generation"],
            emptyAs: Rollback()
        )
        context.audit?.note(model: model, reason: body.reason)
        return try await activate(model, .previous, body.reason, body.generation, context)
    }

    /// A reason is a sentence for the history.
    private static let longestReason = 1000

    private func checkReason(_ reason: String?) throws(HTTPFailure) {
        guard let reason else { return }
        let isPlain = reason.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isPlain, reason.utf8.count <= Self.longestReason else {
            throw HTTPFailure(
                .invalidBody,
                "expected at most \(Self.longestReason) bytes on one line",
                path: "reason"
            )
        }
    }

    private func activate(
        _ model: String,
        _ target: ActivationOrder.Target,
        _ reason: String?,
        _ generation: Int?,
        _ context: ServingContext
    ) async throws -> Response {
        try checkReason(reason)
        let outcome = try await service.activate(
            ActivationOrder(
                model: model,
                target: target,
                reason: reason,
                generation: generation,
                who: context.caller,
                requestID: context.requestID
            )
        )
        context.audit?.note(version: outcome.activeVersion, outcome: outcome.message)
        return .json(
            ActivationResult(
                success: true,
                message: outcome.message,
                activeVersion: outcome.activeVersion,
                generation: outcome.generation
            )
        )
    }

    @Sendable func warm(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        let body = try await reader.adminBody(request, as: Warm.self, fields: ["version"])
        let key = VersionKey(model: model, version: body.version)
        context.audit?.note(model: model, version: body.version)
        _ = try await service.warm(key)
        return .json(versionObject(key))
    }

    @Sendable func clearCache(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        let version = request.uri.queryParameters["version"].map(String.init)
        context.audit?.note(model: model, version: version)
        let dropped = try service.clearCache(model: model, version: version)
        let isActive = version != nil && version == service.registry.active(of: model).version
        let message =
            if isActive { "the version is active and stays in memory" } else if dropped.isEmpty {
                "nothing was in memory but what the active version needs"
            } else { "dropped \(dropped.joined(separator: ", "))" }
        context.audit?.note(outcome: message)
        return .json(CacheCleared(success: !isActive, message: message, clearedVersion: version))
    }

    // MARK: - Parameters

    private func model(_ request: Request) throws(HTTPFailure) -> String {
        guard let name = request.uri.queryParameters["model"].map(String.init) else { return service.defaultModel }
        guard service.registry.knows(model: name) else {
            throw HTTPFailure(.serving(.unknownModel), service.registry.unknownModel(name).message)
        }
        return name
    }

    private func limit(_ request: Request) throws(HTTPFailure) -> Int {
        guard let text = request.uri.queryParameters["limit"] else { return Self.historyLimit }
        guard let limit = Int(text), (1...Self.historyMaximum).contains(limit) else {
            throw HTTPFailure(.invalidQuery, "expected an integer from 1 to \(Self.historyMaximum)", path: "limit")
        }
        return limit
    }

    private func versionObject(_ key: VersionKey) -> VersionObject {
        guard let record = service.registry.record(of: key) else {
            return VersionObject(
                model: key.model,
                version: key.version,
                exists: false,
                loaded: false,
                state: .unloaded,
                active: false
            )
        }
        return VersionObject(record, in: service)
    }
}
