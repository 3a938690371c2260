import Admission
import Inference
package import ModelRegistry

extension ModelService {
    /// Answers rows with one version: the one that is named, or the one that is active as this begins.
    ///
    /// A version that is not in memory is loaded first. However the active version changes meanwhile, the lease keeps the
    /// one that was taken until the answer is made.
    ///
    /// - Throws: ``ServingError``; what the version is to blame for is counted with it.
    package func predict(_ order: PredictionOrder) async throws(ServingError) -> PredictionAnswer {
        try await withinLimits(order) { () async throws(ServingError) in try await answer(order) }
    }

    private func answer(_ order: PredictionOrder) async throws(ServingError) -> PredictionAnswer {
        let version = try await lease(order)
        defer { registry.end(version) }
        let instruments = metrics.instruments(of: version)
        let permit = try passOrCount(version.key, instruments)
        let start = ContinuousClock.now
        do {
            try order.check?(version.signature)
            let rows = try await arranged(order.rows, for: version)
            let arranged = ContinuousClock.now
            let (prediction, seconds) = try await run(version, rows, order)
            instruments.recordSuccess(inferenceSeconds: seconds)
            instruments.durations.recordSuccess(
                InferenceDurations.Parts(
                    rows: rows.rowCount,
                    total: (ContinuousClock.now - start).seconds,
                    input: (arranged - start).seconds,
                    inference: seconds,
                    at: now()
                )
            )
            hear(.success, permit, version.key, instruments.breaker)
            return PredictionAnswer(
                key: version.key,
                signature: version.signature,
                prediction: prediction,
                parts: order.parts
            )
        } catch {
            instruments.recordFailure(PredictionFailure(error.code))
            instruments.durations.recordFailure(seconds: (ContinuousClock.now - start).seconds)
            let outcome = error.blamesVersion ? CircuitBreaker.Outcome.failure : .neither
            hear(outcome, permit, version.key, instruments.breaker, reason: error.message)
            throw error
        }
    }

    private func passOrCount(
        _ key: VersionKey,
        _ instruments: VersionInstruments
    ) throws(ServingError) -> CircuitBreaker.Permit {
        do throws(ServingError) {
            return try pass(key, instruments.breaker)
        } catch {
            instruments.recordFailure(PredictionFailure(error.code))
            throw error
        }
    }

    /// Counts a request that was turned away before a version was asked, with the version that it would have got.
    package func recordInvalidBody(model: String, version: String?) {
        guard case .leased(let version) = registry.lease(model: model, version: version) else { return }
        metrics.instruments(of: version).recordFailure(.invalidBody)
        registry.end(version)
    }

    // MARK: - Leases

    private func lease(_ order: PredictionOrder) async throws(ServingError) -> LoadedVersion {
        switch registry.lease(model: order.model, version: order.version) {
        case .leased(let version):
            metrics.model.cacheHits.increment()
            return version
        case .notLoaded(let key):
            return try await loadAndLease(key, order)
        case .noActiveVersion:
            throw ServingError(
                .noActiveVersion,
                "no version is active; put one into the repository and activate it with POST /admin/set-active-version"
            )
        case .unknownModel:
            throw ServingError(registry.unknownModel(order.model))
        }
    }

    private func loadAndLease(
        _ key: VersionKey,
        _ order: PredictionOrder
    ) async throws(ServingError) -> LoadedVersion {
        // A version may be dismissed between its load and the lease; then it is loaded once more.
        for _ in 0..<3 {
            try await load(key, order)
            metrics.model.cacheMisses.increment()
            if case .leased(let version) = registry.lease(model: key.model, version: key.version) { return version }
        }
        throw ServingError(.versionUnavailable, "version '\(key.version)' is being dropped from memory; ask again")
    }

    /// Loads a version for a prediction; what it is to blame for is counted with it.
    private func load(_ key: VersionKey, _ order: PredictionOrder) async throws(ServingError) {
        // A name that was made up has no instruments, and gets none.
        let known = metrics.knownInstruments(for: key)
        let permit = try known.map { known throws(ServingError) in try passOrCount(key, known) }
        do throws(ServingError) {
            try await load(key, order.patience).mapError { error in
                error.code == .unknownVersion && order.version == nil ? .gone(key) : ServingError(error)
            }.get()
            if let permit, let known { hear(.neither, permit, key, known.breaker) }
        } catch {
            if error.blamesVersion {
                let instruments = metrics.instruments(for: key)
                instruments.recordFailure(error.code == .deadlineExceeded ? .deadline : .loadFailed)
                let permit = permit ?? CircuitBreaker.Permit(round: 0)
                hear(.failure, permit, key, instruments.breaker, reason: error.message)
            } else if let permit, let known {
                hear(.neither, permit, key, known.breaker)
            }
            throw error
        }
    }

    // MARK: - Running

    private func run(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ order: PredictionOrder
    ) async throws(ServingError) -> (Prediction, Double) {
        let (result, seconds) = try await compute(version, rows, order)
        do {
            return (try result.get(), seconds)
        } catch {
            throw order.rows.fault(error, version.signature)
        }
    }
}

extension ServingError {
    /// What a prediction answers when its version cannot be had.
    package init(_ error: RegistryError) {
        let code: Code =
            switch error.code {
            case .unknownModel: .unknownModel
            case .unknownVersion: .unknownVersion
            case .loadFailed, .validationFailed: .versionUnavailable
            case .repositoryUnusable: .repositoryUnusable
            }
        let blamesVersion = error.code == .loadFailed || error.code == .validationFailed
        self.init(code, error.message, blamesVersion: blamesVersion)
    }

    /// The active version cannot be found.
    fileprivate static func gone(_ key: VersionKey) -> ServingError {
        ServingError(
            .versionUnavailable,
            "the active version '\(key.version)' is gone from the repository; put it back, or switch to another"
        )
    }
}
