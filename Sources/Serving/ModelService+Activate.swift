import Inference
import Logging
package import ModelRegistry
import ModelStore

extension ModelService {
    /// Makes a version the active one: load, check, warm, commit, flip.
    ///
    /// The old version serves on until the flip, and after it for the requests that hold it. When any step before the
    /// commit fails nothing has changed. Once this returns, no prediction that starts later is served by the old version,
    /// and a restart finds the new one active.
    ///
    /// - Throws: ``ServingError`` that names the step.
    package func activate(_ order: ActivationOrder) async throws(ServingError) -> ActivationOutcome {
        // A task of its own: a client that hangs up must not leave a switch half-way.
        let task = Task { () async -> Result<ActivationOutcome, ServingError> in
            do throws(ServingError) {
                return .success(try await self.carryOut(order))
            } catch {
                return .failure(error)
            }
        }
        return try await task.value.get()
    }

    /// Loads, checks and warms a version without switching to it.
    ///
    /// - Throws: ``ServingError`` with code `unknownVersion`, or `activationFailed` with the reason.
    package func warm(_ key: VersionKey) async throws(ServingError) -> LoadedVersion {
        do {
            let loaded = try await registry.load(key, retrying: true)
            closeCircuit(of: key)
            return loaded
        } catch {
            throw Self.activationError(error)
        }
    }

    /// Drops versions from memory, but never the active one.
    ///
    /// - Parameter version: nil for all.
    /// - Returns: the versions that were dropped.
    package func clearCache(model: String, version: String?) throws(ServingError) -> [String] {
        let versions = registry.records(of: model).map(\.key.version).filter { version == nil || $0 == version }
        if let version, versions.isEmpty {
            throw Self.activationError(.unknownVersion(VersionKey(model: model, version: version)))
        }
        return versions.filter { version in
            let key = VersionKey(model: model, version: version)
            defer { batcher.flush(key) }
            return registry.unload(key)
        }
    }

    /// The version that a rollback makes active; nil when there is none.
    ///
    /// - Throws: ``ServingError`` with code `storeFailed`.
    package func rollbackVersion(of model: String) async throws(ServingError) -> String? {
        try await current(of: model)?.rollbackVersion
    }

    // MARK: - Steps

    private func carryOut(_ order: ActivationOrder) async throws(ServingError) -> ActivationOutcome {
        guard registry.knows(model: order.model) else { throw ServingError(registry.unknownModel(order.model)) }
        let start = registry.active(of: order.model)
        try await checkGeneration(order, start)
        let version = try await target(of: order)
        let key = VersionKey(model: order.model, version: version)
        // Only a switch by name to a warm version may follow whatever is active by then: everything else was decided, or
        // waited, on what was active at the start.
        let isFree = order.target != .previous && order.generation == nil && registry.record(of: key)?.loaded != nil
        return try await keeping(key) { () async throws(ServingError) in
            let loaded = try await self.warm(key)
            return try await self.commit(order, loaded, decidedOn: isFree ? nil : start)
        }
    }

    /// `ModelRegistry.keeping` with a typed error.
    private func keeping<Value: Sendable>(
        _ key: VersionKey,
        _ body: @escaping @Sendable () async throws(ServingError) -> Value
    ) async throws(ServingError) -> Value {
        let result: Result<Value, ServingError> = await registry.keeping(key) {
            do throws(ServingError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func target(of order: ActivationOrder) async throws(ServingError) -> String {
        switch order.target {
        case .version(let version):
            return version
        case .previous:
            guard let previous = try await rollbackVersion(of: order.model) else {
                throw ServingError(
                    .nothingToRollBackTo,
                    "no version was active before the present one; name the version to switch to instead"
                )
            }
            return previous
        }
    }

    /// Commits and flips.
    ///
    /// - Parameter decidedOn: the standing that must still hold, because somebody decided or waited on it; nil to
    ///   switch from whatever is active by now.
    private func commit(
        _ order: ActivationOrder,
        _ loaded: LoadedVersion,
        decidedOn: ModelRegistry.Active?
    ) async throws(ServingError) -> ActivationOutcome {
        // Another switch may commit between the look and the commit: then look again.
        for _ in 0..<Self.commitAttempts {
            let active = registry.active(of: order.model)
            let isActiveAlready = active.version == loaded.key.version && active.generation > 0
            if isActiveAlready, order.generation == nil { return unchanged(active, loaded) }
            if let decidedOn, active != decidedOn { throw try await superseded(order.model, active) }
            if isActiveAlready { return unchanged(active, loaded) }
            do {
                let activation = try await store.record(request(order, loaded, active))
                return flip(to: loaded, activation, order)
            } catch  where error.code == .generationMoved {
                await Task.yield()
            } catch {
                throw storeFailure(error, "nothing was switched")
            }
        }
        throw try await superseded(order.model, registry.active(of: order.model))
    }

    private static let commitAttempts = 1000

    private func request(
        _ order: ActivationOrder,
        _ loaded: LoadedVersion,
        _ active: ModelRegistry.Active
    ) -> ActivationRequest {
        ActivationRequest(
            model: order.model,
            version: loaded.key.version,
            kind: order.target == .previous ? .rollback : .activate,
            from: active.version,
            generation: active.generation,
            at: now(),
            who: order.who,
            reason: order.reason,
            digest: loaded.digest
        )
    }

    private func flip(
        to loaded: LoadedVersion,
        _ activation: Activation,
        _ order: ActivationOrder
    ) -> ActivationOutcome {
        registry.activate(loaded.key, generation: activation.generation)
        switch activation.kind {
        case .activate: metrics.model.activations.increment()
        case .rollback: metrics.model.rollbacks.increment()
        }
        logger.notice(
            "switched",
            metadata: [
                "model": "\(activation.model)", "from": "\(activation.from ?? "none")", "to": "\(activation.to)",
                "kind": "\(activation.kind.rawValue)", "generation": .stringConvertible(activation.generation),
                "who": "\(activation.who)",
                "reason": "\(activation.reason ?? "")", "request_id": "\(order.requestID)",
            ]
        )
        publish(activation, order)
        let verb = activation.kind == .rollback ? "rolled back" : "switched"
        return ActivationOutcome(
            activeVersion: activation.to,
            generation: activation.generation,
            message: activation.from == activation.to
                ? "\(activation.to) is active, and recorded from now on"
                : "\(verb) from \(activation.from ?? "none") to \(activation.to)"
                    + difference(from: activation.from, to: loaded)
        )
    }

    private func publish(_ activation: Activation, _ order: ActivationOrder) {
        events.publish(
            activation.kind == .rollback ? .rolledBack : .switched,
            model: activation.model,
            version: activation.to,
            details: .init(
                from: activation.from,
                generation: activation.generation,
                who: activation.who,
                reason: activation.reason,
                requestID: order.requestID.isEmpty ? nil : order.requestID
            )
        )
    }

    /// What clients must know when the versions take different features; empty when they do not.
    private func difference(from version: String?, to loaded: LoadedVersion) -> String {
        let key = version.map { VersionKey(model: loaded.key.model, version: $0) }
        guard let left = key.flatMap({ registry.record(of: $0)?.loaded }) else { return "" }
        let (before, now) = (left.signature, loaded.signature)
        guard before.featureCount == now.featureCount else {
            return
                "; mind that it takes \(now.featureCount) features where \(left.key.version) took \(before.featureCount)"
        }
        return before.featureNames == now.featureNames
            ? "" : "; mind that its features have other names or another order"
    }

    private func unchanged(_ active: ModelRegistry.Active, _ loaded: LoadedVersion) -> ActivationOutcome {
        ActivationOutcome(
            activeVersion: loaded.key.version,
            generation: active.generation,
            message: "\(loaded.key.version) is already active"
        )
    }

    // MARK: - Refusals

    private func checkGeneration(_ order: ActivationOrder, _ active: ModelRegistry.Active) async throws(ServingError) {
        guard let seen = order.generation, seen != active.generation else { return }
        throw try await superseded(order.model, active)
    }

    /// Somebody switched after the standing that an order was decided on: says who, when and to what.
    private func superseded(_ model: String, _ active: ModelRegistry.Active) async throws(ServingError) -> ServingError
    {
        let newer = try await current(of: model)
        let who = newer.map { "\($0.who) switched to \($0.to) at \($0.at.timestamp)" } ?? "nobody switched yet"
        return ServingError(
            .generationMoved,
            "nothing was switched: it was decided on another generation than \(active.generation), which holds now; "
                + "\(who); look again and repeat it if it is still wanted"
        )
    }

    private func current(of model: String) async throws(ServingError) -> Activation? {
        do {
            return try await store.current(of: model)
        } catch {
            throw storeFailure(error, "the history cannot be read")
        }
    }

    private static func activationError(_ error: RegistryError) -> ServingError {
        switch error.code {
        case .loadFailed, .validationFailed: ServingError(.activationFailed, error.message)
        case .unknownModel, .unknownVersion, .repositoryUnusable: ServingError(error)
        }
    }
}
