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
        try await pool.run(in: .bodies, isAccepted: isAccepted, body)
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
    /// on threads of the pool, in blocks when there are many.
    func compute(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ parts: PredictionParts
    ) async throws(ServingError) -> BatchRun.Outcome {
        if let limits = batching.limits(for: version.sidecar), rows.rowCount < limits.rowCount {
            return try await batcher.predict(version, rows, asking: parts, limits)
        }
        if version.secondsPerRow * Double(rows.rowCount) < Self.inlineSeconds {
            return Self.timed(version, rows, parts)
        }
        if let plan = BlockPlan(rowCount: rows.rowCount, secondsPerRow: version.secondsPerRow) {
            return try await computeBlocks(version, rows, parts, plan)
        }
        return try await pool.run { Self.timed(version, rows, parts) }
    }

    private func computeBlocks(
        _ version: LoadedVersion,
        _ rows: FeatureTable,
        _ parts: PredictionParts,
        _ plan: BlockPlan
    ) async throws(ServingError) -> BatchRun.Outcome {
        let outcome: BatchRun.Outcome? = await withCheckedContinuation { continuation in
            let run = BatchRun(version.model, rows, asking: parts, plan: plan) { continuation.resume(returning: $0) }
            guard pool.submit({ run.computeBlock() }, to: .blocks) else { return continuation.resume(returning: nil) }
            // Where no further thread may take part, the first computes all blocks.
            for _ in 1..<pool.threads { _ = pool.submit({ run.computeBlock() }, to: .blocks) }
        }
        guard let outcome else { throw pool.saturated }
        return outcome
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
