import Inference
package import ModelRegistry

extension ModelService {
    /// A prediction that takes longer than this leaves the threads that answer requests.
    private static let inlineSeconds = 0.0005
    /// Values of a table that is checked and put into order where it is; more of them are a matter for the pool.
    private static let inlineValues = 1 << 15

    /// How a version's requests are evaluated together; nil for each alone.
    package func batchLimits(for sidecar: Sidecar) -> BatchLimits? {
        batching.limits(for: sidecar)
    }

    /// Runs what takes time in proportion to a large body on a thread of the pool.
    ///
    /// - Parameter isAccepted: whether the request was accepted before, and so waits however many do.
    /// - Throws: ``ServingError`` with code `saturated` when as much is waiting as may wait.
    package func runBeside<Value: Sendable>(
        isAccepted: Bool,
        _ body: @escaping @Sendable () -> Value
    ) async throws(ServingError) -> Value {
        do throws(ServingError) {
            return try await pool.run(in: .bodies, isAccepted: isAccepted, body)
        } catch {
            if let reason = RejectionReason(error.code) { metrics.http.rejections.record(reason) }
            throw error
        }
    }

    /// The rows in the order of a version's training.
    func arranged(_ rows: FeatureRows, for version: LoadedVersion) async throws(ServingError) -> FeatureTable {
        let signature = version.signature
        guard rows.values.rowCount * rows.values.columnCount > Self.inlineValues else {
            return try rows.arranged(for: signature)
        }
        return try await runBeside(isAccepted: true) {
            Result { () throws(ServingError) in try rows.arranged(for: signature) }
        }.get()
    }

    /// Evaluates rows: together with those of others where the version is to, else at once when that takes no time, else
    /// on threads of the pool, in blocks when there are many; and waits no longer than the caller does.
    func compute(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ order: PredictionOrder
    ) async throws(ServingError) -> BatchRun.Outcome {
        let parts = order.parts
        if let limits = batching.limits(for: version.sidecar), rows.rowCount < limits.rowCount {
            return try await inTime(version, order.patience) { [batcher] job async throws(ServingError) in
                try await batcher.predict(version, rows, asking: parts, limits, job)
            }
        }
        if version.secondsPerRow * Double(rows.rowCount) < Self.inlineSeconds {
            return Self.timed(version, rows, parts)
        }
        return try await inTime(version, order.patience) { [pool] job async throws(ServingError) in
            try await pool.compute(version, rows, parts, job)
        }
    }

    /// Evaluates rows here and now.
    static func timed(_ version: LoadedVersion, _ rows: FeatureTable, _ parts: PredictionParts) -> BatchRun.Outcome {
        let start = ContinuousClock.now
        let result = Result { () throws(PredictionError) in
            try version.model.predict(rows, asking: parts)
        }
        return (result, (ContinuousClock.now - start).seconds)
    }
}

extension InferencePool {
    /// Evaluates rows on the pool's threads, in blocks when there are many.
    fileprivate func compute(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ parts: PredictionParts,
        _ job: LongJob
    ) async throws(ServingError) -> BatchRun.Outcome {
        let outcome: BatchRun.Outcome? =
            if let plan = BlockPlan(rowCount: rows.rowCount, secondsPerRow: version.secondsPerRow) {
                await computeBlocks(version, rows, parts, plan, job)
            } else {
                try await run { job.begin() ? ModelService.timed(version, rows, parts) : nil }
            }
        guard let outcome else { throw saturated }
        return outcome
    }

    /// - Returns: nil when there was no room, or nobody wants the rows any more.
    private func computeBlocks(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ parts: PredictionParts,
        _ plan: BlockPlan,
        _ job: LongJob
    ) async -> BatchRun.Outcome? {
        await withCheckedContinuation { continuation in
            let run = BatchRun(version.model, rows, asking: parts, plan: plan) { continuation.resume(returning: $0) }
            let work: Work = { job.begin() ? run.computeBlock() : run.abandon() }
            guard submit(work, to: .blocks) else { return continuation.resume(returning: nil) }
            // Where no further thread may take part, the first computes all blocks.
            for _ in 1..<threads { _ = submit(work, to: .blocks) }
        }
    }
}
