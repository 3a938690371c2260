import Foundation
import Inference
import ModelFormats
import Synchronization
import TestSupport
import Testing

@testable import Serving

/// Large batches over a pool, against the model asked at once.
@Suite struct RowBlockTests {
    private func run(
        _ model: any PredictiveModel,
        _ rows: FeatureTable,
        asking parts: PredictionParts,
        blockRows: Int
    ) async throws -> Result<Prediction, PredictionError> {
        let pool = InferencePool(threads: 3, queueLimit: 4)
        let plan = try #require(
            BlockPlan(rowCount: rows.rowCount, secondsPerRow: BlockPlan.blockSeconds / Double(blockRows))
        )
        let outcome: BatchRun.Outcome? = await withCheckedContinuation { continuation in
            let run = BatchRun(model, rows, asking: parts, plan: plan) { continuation.resume(returning: $0) }
            for _ in 0..<3 { _ = pool.submit({ run.computeBlock() }, to: .blocks) }
        }
        return try #require(outcome).result
    }

    @Test func `a batch that nobody wants any more is told so once, and computes no further block`() async throws {
        let model = try ModelFile.load(
            [UInt8](Data(contentsOf: URL(filePath: "\(PackageFiles.sampleModels)/v1/model.pkl")))
        ).model
        let rows = FeatureTable(Matrix(repeating: 1, rowCount: 8, columnCount: 30))
        let plan = try #require(BlockPlan(rowCount: 8, secondsPerRow: BlockPlan.blockSeconds))
        let told = Mutex<[Bool]>([])
        let run = BatchRun(model, rows, asking: [], plan: plan) { outcome in
            told.withLock { $0.append(outcome == nil) }
        }
        #expect(run.computeBlock())
        #expect(!run.abandon())
        #expect(!run.abandon())
        #expect(!run.computeBlock())
        #expect(told.withLock { $0 } == [true])
    }

    @Test(arguments: ["v1", "v2", "v3"])
    func `a batch in blocks is answered as at once`(version: String) async throws {
        let model = try ModelFile.load(
            [UInt8](Data(contentsOf: URL(filePath: "\(PackageFiles.sampleModels)/\(version)/model.pkl")))
        ).model
        let values = try PackageFiles.breastCancerRows()
        let rows = FeatureTable(Matrix(rowCount: values.count, columnCount: 30, values: values.flatMap(\.self)))
        let whole = try model.predict(rows, asking: .probabilities)
        for blockRows in [1, 10, 100] {
            #expect(try await run(model, rows, asking: .probabilities, blockRows: blockRows).get() == whole)
        }
    }

    /// Refuses rows whose first feature is negative.
    private func rows(_ count: Int, negative: [Int]) -> FeatureTable {
        var rows = Matrix(repeating: 1, rowCount: count, columnCount: 2)
        for row in negative { rows[row, 0] = -1 }
        return FeatureTable(rows)
    }

    @Test(arguments: [[0], [999], [517, 518, 900], [3, 4], [250, 999, 1]])
    func `the first row that fails is named as the client counts it`(negative: [Int]) async throws {
        for blockRows in [1, 7, 300] {
            let model = StubModel(answer: 0, isSum: true)
            let result = try await run(model, rows(1000, negative: negative), asking: [], blockRows: blockRows)
            guard case .failure(let error) = result else {
                Issue.record("it was answered")
                continue
            }
            #expect(error.place?.row == negative.min())
        }
    }

    @Test func `a service cuts a batch and answers in order`() async throws {
        let bench = try await Bench(["v1": "0 sum slow"])
        let count = 40
        let values = (0..<count).flatMap { [Double($0), 0.5] }
        let rows = FeatureRows(
            names: nil,
            values: FeatureTable(Matrix(rowCount: count, columnCount: 2, values: values)),
            isBatch: true
        )
        let answer = try await bench.service.predict(
            PredictionOrder(model: "default", version: nil, rows: rows, parts: [])
        )
        let sums = Matrix(rowCount: count, columnCount: 1, values: (0..<count).map { Double($0) + 0.5 })
        #expect(answer.prediction.outcome == .values(sums))
    }

    @Test func `a batch of a hundred blocks lets a single prediction by`() async throws {
        let pool = InferencePool(threads: 1, queueLimit: 4)
        let model = StubModel(answer: 0, microseconds: 2000)
        let plan = try #require(BlockPlan(rowCount: 100, secondsPerRow: BlockPlan.blockSeconds))
        let done = DispatchSemaphore(value: 0)
        let run = BatchRun(model, rows(100, negative: []), asking: [], plan: plan) { _ in done.signal() }
        let isAccepted = pool.submit({ run.computeBlock() }, to: .blocks)
        #expect(isAccepted)
        let isFirst = try await pool.run { done.wait(timeout: .now()) == .timedOut }
        #expect(isFirst)
        await Task.detached { done.wait() }.value
    }
}
