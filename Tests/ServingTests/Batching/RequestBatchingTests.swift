import Foundation
import Inference
import ModelRegistry
import PrometheusText
import TestSupport
import Testing

@testable import Serving

@Suite struct RequestBatchingTests {
    private func order(_ values: [Double], version: String? = nil, parts: PredictionParts = []) -> PredictionOrder {
        let rows = Matrix(rowCount: values.count / 2, columnCount: 2, values: values)
        return PredictionOrder(
            model: "default",
            version: version,
            rows: FeatureRows(names: nil, values: FeatureTable(rows), isBatch: values.count > 2),
            parts: parts
        )
    }

    /// A service whose versions add up their two features, and refuse a negative first one.
    private func bench(_ batching: String, versions: [String] = ["v1"]) async throws -> Bench {
        let bench = try await Bench(Dictionary(uniqueKeysWithValues: versions.map { ($0, "0 sum") }))
        for version in versions {
            try bench.folder.write("{\"batching\": \(batching)}", to: "models/\(version)/version.json")
        }
        bench.service.refresh()
        await bench.service.warmActiveVersion()
        return bench
    }

    private func answers(
        _ bench: Bench,
        _ orders: [PredictionOrder]
    ) async -> [Result<[Double], ServingError>] {
        await withTaskGroup(of: (Int, Result<[Double], ServingError>).self) { group in
            for (index, order) in orders.enumerated() {
                group.addTask {
                    do throws(ServingError) {
                        let answer = try await bench.service.predict(order)
                        guard case .values(let values) = answer.prediction.outcome else { return (index, .success([])) }
                        return (index, .success(values.values))
                    } catch { return (index, .failure(error)) }
                }
            }
            var results = [Result<[Double], ServingError>](repeating: .success([]), count: orders.count)
            for await (index, result) in group { results[index] = result }
            return results
        }
    }

    private func sizes(_ bench: Bench, _ version: String = "v1") -> (count: UInt64, rows: Double) {
        let instruments = bench.service.metrics.instruments(for: VersionKey(model: "default", version: version))
        let (counts, sum) = instruments.batchSize.snapshot
        return (counts.reduce(0, +), sum)
    }

    /// Until a request waits for others, or its time is over.
    private func waitForMember(_ bench: Bench) async throws {
        while bench.service.batcher.isIdle, sizes(bench).rows == 0 { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func `requests at the same time are evaluated together, and each gets its own answer`() async throws {
        // A second to wait: only full batches end sooner.
        let bench = try await bench(#"{"max_batch_size": 8, "max_delay_ms": 1000}"#)
        let results = await answers(bench, (0..<64).map { order([Double($0), 0.25]) })
        for (index, result) in results.enumerated() { #expect(try result.get() == [Double(index) + 0.25]) }
        let found = sizes(bench)
        #expect(found.rows == 64 && found.count < 64)
    }

    @Test func `a row that the model refuses fails alone`() async throws {
        let bench = try await bench(#"{"max_batch_size": 4, "max_delay_ms": 1000}"#)
        let results = await answers(bench, [order([1, 1]), order([2, 2]), order([-1, 0]), order([3, 3])])
        #expect(try results[0].get() == [2] && results[1].get() == [4] && results[3].get() == [6])
        #expect(throws: ServingError.self) { try results[2].get() }
        if case .failure(let error) = results[2] { #expect(error.fields.first?.path == "features[0]") }
    }

    @Test func `rows that do not fit are refused before they join`() async throws {
        let bench = try await bench(#"{"max_batch_size": 2, "max_delay_ms": 1000}"#)
        let results = await answers(bench, [order([1, 1]), order([.nan, 1]), order([2, 2])])
        #expect(try results[0].get() == [2] && results[2].get() == [4])
        #expect(throws: ServingError.self) { try results[1].get() }
        #expect(sizes(bench).rows == 2)
    }

    @Test func `small batches join, and large ones go their own way`() async throws {
        let bench = try await bench(#"{"max_batch_size": 4, "max_delay_ms": 1000}"#)
        let results = await answers(bench, [order([1, 2, 3, 4, -1, 9]), order([5, 6, 7, 8]), order([0, 0, 0, 0])])
        if case .failure(let error) = results[0] { #expect(error.fields.first?.path == "instances[2][0]") }
        #expect(try results[1].get() == [11, 15] && results[2].get() == [0, 0])
        let large = (0..<8).map(Double.init)
        #expect(try await answers(bench, [order(large)])[0].get() == [1, 5, 9, 13])
    }

    @Test func `versions are never mixed, nor what is asked for`() async throws {
        let bench = try await bench(#"{"max_batch_size": 2, "max_delay_ms": 50}"#, versions: ["v1", "v2"])
        let results = await answers(bench, [order([1, 1], version: "v1"), order([2, 2], version: "v2")])
        #expect(try results[0].get() == [2] && results[1].get() == [4])
        #expect(sizes(bench, "v1").rows == 1 && sizes(bench, "v2").rows == 1)
        // The model has no scores: only who asks for them hears so.
        let asking = await answers(bench, [order([1, 1]), order([1, 1], parts: .scores)])
        #expect(try asking[0].get() == [2])
        #expect(throws: ServingError.self) { try asking[1].get() }
    }

    @Test func `a caller that goes away takes nobody along`() async throws {
        let bench = try await bench(#"{"max_batch_size": 3, "max_delay_ms": 1000}"#)
        let leaving = Task { try? await bench.service.predict(order([1, 1])) }
        leaving.cancel()
        let results = await answers(bench, [order([2, 2]), order([3, 3])])
        #expect(try results[0].get() == [4] && results[1].get() == [6])
        _ = await leaving.value
    }

    @Test func `draining answers what waits, and makes nobody wait`() async throws {
        let bench = try await bench(#"{"max_batch_size": 100, "max_delay_ms": 1000}"#)
        let waiting = Task { try await bench.service.predict(order([1, 1])).prediction.rowCount }
        try await waitForMember(bench)
        bench.service.beginDraining()
        #expect(bench.service.batcher.isIdle)
        #expect(try await waiting.value == 1)
        let later = Task { try await bench.service.predict(order([2, 2])).prediction.rowCount }
        while sizes(bench).rows < 2 {
            #expect(bench.service.batcher.isIdle)
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(try await later.value == 1)
    }

    @Test func `a version that is dropped from memory answers what waits first`() async throws {
        let bench = try await bench(#"{"max_batch_size": 100, "max_delay_ms": 1000}"#, versions: ["v1", "v2"])
        let waiting = Task { try await bench.service.predict(order([1, 1], version: "v2")).prediction.rowCount }
        try await waitForMember(bench)
        #expect(try bench.service.clearCache(model: "default", version: "v2") == ["v2"])
        #expect(bench.service.batcher.isIdle)
        #expect(try await waiting.value == 1)
    }

    @Test func `a version without the field, or a server that does not allow it, evaluates each alone`() async throws {
        let bench = try await Bench(["v1": "0 sum"])
        _ = await answers(bench, (0..<8).map { order([Double($0), 0]) })
        #expect(sizes(bench).count == 0)
        let off = BatchingPolicy(isEnabled: false)
        #expect(off.limits(for: try Sidecar(json: Array(#"{"batching": {}}"#.utf8))) == nil)
        #expect(BatchingPolicy().limits(for: .empty) == nil)
        let limits = BatchingPolicy().limits(for: try Sidecar(json: Array(#"{"batching": {"max_delay_ms": 5}}"#.utf8)))
        #expect(limits == BatchLimits(rowCount: 64, delaySeconds: 0.005))
    }

    @Test func `sizes and waits are exported`() async throws {
        let bench = try await bench(#"{"max_batch_size": 4, "max_delay_ms": 1000}"#)
        _ = await answers(bench, (0..<4).map { order([Double($0), 0]) })
        let samples = MetricsExposition(
            metrics: bench.service.metrics,
            registry: bench.service.registry,
            serverVersion: "test"
        ).families().flatMap(\.samples)
        func value(_ name: String, le: String? = nil) -> Double? {
            samples.first { $0.name == name && (le == nil || $0.label("le") == le) }?.value
        }
        #expect(value("model_batch_size_bucket", le: "8.0") == value("model_batch_size_count"))
        #expect(value("model_batch_size_sum") == 4)
        #expect(value("model_batch_wait_seconds_count") == 4)
    }
}
