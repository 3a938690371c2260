import Admission
import Inference
import Logging
import ModelRegistry
import Synchronization

/// What stands between a request for a prediction and the work for it.
extension ModelService {
    /// Runs `body` in its turn, and counts a refusal.
    func withinLimits<Value: Sendable>(
        _ order: PredictionOrder,
        _ body: () async throws(ServingError) -> Value
    ) async throws(ServingError) -> Value {
        do throws(ServingError) {
            guard !order.patience.isOver else { throw .late("receiving the request") }
            guard let gate = limits.gate else { return try await body() }
            try await gate.enter(order.patience)
            defer { gate.leave() }
            return try await body()
        } catch {
            if let reason = RejectionReason(error.code) { metrics.http.rejections.record(reason) }
            throw error
        }
    }

    // MARK: - The circuit breaker

    /// - Throws: ``ServingError`` with code `circuitOpen`.
    func pass(_ key: VersionKey, _ breaker: VersionBreaker) throws(ServingError) -> CircuitBreaker.Permit {
        let (answer, change) = breaker.admit(now: Self.monotonicSeconds)
        tell(change, of: key)
        switch answer {
        case .pass(let permit): return permit
        case .refuse(let seconds):
            throw ServingError(
                .circuitOpen,
                "version '\(key.version)' failed again and again and is not asked for now; the last failure was: "
                    + "\(breaker.reason); ask again in \(RateLimit.whole(max(1, seconds))) s, or ask another version",
                retryAfter: max(1, seconds)
            )
        }
    }

    /// Tells a version's breaker what came of a request.
    func hear(
        _ outcome: CircuitBreaker.Outcome,
        _ permit: CircuitBreaker.Permit,
        _ key: VersionKey,
        _ breaker: VersionBreaker,
        reason: String = ""
    ) {
        tell(breaker.record(outcome, of: permit, reason: reason, now: Self.monotonicSeconds), of: key)
    }

    /// Closes a version's breaker: it was loaded and passed its checks because somebody asked for that.
    func closeCircuit(of key: VersionKey) {
        tell(metrics.instruments(for: key).breaker.reset(), of: key)
    }

    private func tell(_ change: VersionBreaker.Change?, of key: VersionKey) {
        guard let change else { return }
        logger.log(
            level: change.to == .open ? .warning : .notice,
            "circuit breaker changed",
            metadata: [
                "model": "\(key.model)", "version": "\(key.version)", "from": "\(change.from.rawValue)",
                "to": "\(change.to.rawValue)", "reason": "\(change.reason)",
            ]
        )
        events.publish(change.kind, model: key.model, version: key.version, details: .init(reason: change.reason))
    }

    private static let origin = ContinuousClock.now
    private static var monotonicSeconds: Double { (ContinuousClock.now - origin).seconds }

    // MARK: - Deadlines

    /// Loads a version, and waits for it no longer than the caller does; the load itself goes on.
    func load(_ key: VersionKey, _ patience: Patience) async throws(ServingError) -> Result<Void, RegistryError> {
        let (registry, start) = (registry, ContinuousClock.now)
        let result = await patience.wait { () async -> Result<Void, RegistryError> in
            do throws(RegistryError) {
                _ = try await registry.load(key, retrying: false)
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        guard let result else {
            throw .late("loading version '\(key.version)'", blamesVersion: patience.blames(workSince: start))
        }
        return result
    }

    /// Runs work for a version, and waits for it no longer than the caller does.
    ///
    /// What has not begun by then is dropped. What has begun goes on, and holds its version until it ends.
    func inTime(
        _ version: LoadedVersion,
        _ patience: Patience,
        _ work: @escaping @Sendable (LongJob) async throws(ServingError) -> BatchRun.Outcome
    ) async throws(ServingError) -> BatchRun.Outcome {
        let (registry, job, start) = (registry, LongJob(), ContinuousClock.now)
        guard patience.deadline != nil else { return try await work(job) }
        registry.extend(version)
        let result = await patience.wait { () async -> Result<BatchRun.Outcome, ServingError> in
            defer { registry.end(version) }
            do throws(ServingError) {
                return .success(try await work(job))
            } catch {
                return .failure(error)
            }
        }
        if let result { return try result.get() }
        throw job.abandon()
            ? .late("computing with version '\(version.key.version)'", blamesVersion: patience.blames(workSince: start))
            : .late("waiting for a thread")
    }
}

extension ServingError {
    /// The caller's time is over.
    ///
    /// - Parameters:
    ///   - stage: what the request was at.
    ///   - blamesVersion: whether it was the version that took the time.
    static func late(_ stage: String, blamesVersion: Bool = false) -> ServingError {
        ServingError(
            .deadlineExceeded,
            "the time that the request had was over while \(stage); send fewer rows at a time, allow more time with "
                + "Request-Timeout, or raise REQUEST_DEADLINE",
            blamesVersion: blamesVersion
        )
    }
}
