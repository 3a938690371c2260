import Inference
import ModelRegistry

extension ModelService {
    /// Answers rows with one version: the one that is named, or the one that is active as this begins.
    ///
    /// A version that is not in memory is loaded first. However the active version changes meanwhile, the lease keeps the
    /// one that was taken until the answer is made.
    ///
    /// - Throws: ``ServingError``; what the version is to blame for is counted with it.
    package func predict(_ order: PredictionOrder) async throws(ServingError) -> PredictionAnswer {
        let version = try await lease(order)
        defer { registry.end(version) }
        let instruments = metrics.instruments(of: version)
        do {
            let rows = try await arranged(order.rows, for: version)
            let (prediction, seconds) = try await run(version, rows, order)
            instruments.recordSuccess(inferenceSeconds: seconds)
            return PredictionAnswer(
                key: version.key,
                signature: version.signature,
                prediction: prediction,
                parts: order.parts
            )
        } catch {
            instruments.recordFailure(error.code == .saturated ? .saturated : .invalidFeatures)
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
            return try await loadAndLease(key, isActive: order.version == nil)
        case .noActiveVersion:
            throw ServingError(
                .noActiveVersion,
                "no version is active; put one into the repository and activate it with POST /admin/set-active-version"
            )
        case .unknownModel:
            throw ServingError(registry.unknownModel(order.model))
        }
    }

    private func loadAndLease(_ key: VersionKey, isActive: Bool) async throws(ServingError) -> LoadedVersion {
        // A version may be dismissed between its load and the lease; then it is loaded once more.
        for _ in 0..<3 {
            do {
                _ = try await registry.load(key, retrying: false)
            } catch {
                if error.code == .loadFailed || error.code == .validationFailed {
                    metrics.instruments(for: key).recordFailure(.loadFailed)
                }
                if isActive, error.code == .unknownVersion {
                    throw ServingError(
                        .versionUnavailable,
                        "the active version '\(key.version)' is gone from the repository; put it back, or switch to another"
                    )
                }
                throw ServingError(error)
            }
            metrics.model.cacheMisses.increment()
            if case .leased(let version) = registry.lease(model: key.model, version: key.version) { return version }
        }
        throw ServingError(.versionUnavailable, "version '\(key.version)' is being dropped from memory; ask again")
    }

    // MARK: - Running

    private func run(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ order: PredictionOrder
    ) async throws(ServingError) -> (Prediction, Double) {
        let (result, seconds) = try await compute(version, rows, order.parts)
        do {
            return (try result.get(), seconds)
        } catch {
            throw order.rows.fault(error, version.signature)
        }
    }
}

extension ServingError {
    /// What a prediction answers when its version cannot be had.
    init(_ error: RegistryError) {
        let code: Code =
            switch error.code {
            case .unknownModel: .unknownModel
            case .unknownVersion: .unknownVersion
            case .loadFailed, .validationFailed: .versionUnavailable
            case .repositoryUnusable: .repositoryUnusable
            }
        self.init(code, error.message)
    }
}
