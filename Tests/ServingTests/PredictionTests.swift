import Foundation
import Inference
import ModelRegistry
import PrometheusText
import Serving
import TestSupport
import Testing

@Suite struct PredictionTests {
    private func samples(_ bench: Bench, _ name: String) -> [Sample] {
        MetricsExposition(metrics: bench.service.metrics, registry: bench.service.registry, serverVersion: "test")
            .families()
            .flatMap(\.samples)
            .filter { $0.name == name }
    }

    @Test func `a version that is not in memory is loaded by the prediction that needs it`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        #expect(try await bench.predict("v2") == 2)
        #expect(try await bench.predict("v2") == 2)
        #expect(bench.decoder.reads == 1)
        #expect(samples(bench, "model_cache_misses_total").first?.value == 1)
        #expect(samples(bench, "model_cache_hits_total").first?.value == 1)
    }

    @Test func `a broken version is unavailable, is read once, and is counted`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "broken"])
        for _ in 0..<5 {
            let error = await #expect(throws: ServingError.self) { try await bench.predict("v2") }
            #expect(error?.code == .versionUnavailable)
        }
        #expect(bench.decoder.reads == 1)
        let errors = samples(bench, "model_prediction_errors_total")
        #expect(errors.map(\.value) == [5])
        #expect(errors.first?.label("error_type") == "load_failed")
    }

    @Test func `ten thousand made-up names add no series`() async throws {
        let bench = try await Bench(["v1": "1"])
        _ = try await bench.predict()
        let before = samples(bench, "model_prediction_requests_total").count
        for number in 0..<10_000 {
            await #expect(throws: ServingError.self) { try await bench.predict("made-up-\(number)") }
        }
        #expect(samples(bench, "model_prediction_requests_total").count == before)
        #expect(samples(bench, "model_version_active").count == 1)
    }

    @Test func `a long prediction leaves the callers' threads, and too many are refused`() async throws {
        let hold = Hold()
        let bench = try await Bench(["v1": "1"], pool: InferencePool(threads: 1, queueLimit: 1), hold: hold)
        _ = try await bench.predict()
        hold.close()
        let first = Task { try await bench.predict() }
        try await hold.untilHeld(1)
        let codes = await withTaskGroup(of: ServingError.Code?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await bench.predict()
                        return nil
                    } catch { return (error as? ServingError)?.code }
                }
            }
            // One is computed and one waits, on no caller's thread, or the others would never be asked.
            var codes: [ServingError.Code?] = []
            while codes.count < 19, let code = await group.next() { codes.append(code) }
            hold.open()
            return await group.reduce(into: codes) { $0.append($1) }
        }
        #expect(codes == Array(repeating: .saturated, count: 19) + [nil])
        _ = try await first.value
    }

    @Test func `a version that never ran exports no latency`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        _ = try await bench.predict()
        let versions = Set(
            samples(bench, "model_inference_latency_seconds_count").compactMap { $0.label("model_version") }
        )
        #expect(versions == ["v1"])
    }

    @Test func `families are sorted and every histogram ends in its count`() async throws {
        let bench = try await Bench(["v1": "1"])
        _ = try await bench.predict()
        let families = MetricsExposition(
            metrics: bench.service.metrics,
            registry: bench.service.registry,
            serverVersion: "test"
        ).families()
        #expect(families.map(\.name) == families.map(\.name).sorted())
        let infinite = try #require(
            samples(bench, "model_inference_latency_seconds_bucket").first { $0.label("le") == "+Inf" }
        )
        #expect(samples(bench, "model_inference_latency_seconds_count").first?.value == infinite.value)
    }

    @Test func `draining shows in health`() async throws {
        let bench = try await Bench(["v1": "1"])
        _ = try await bench.predict()
        #expect(bench.service.health == .healthy)
        bench.service.beginDraining()
        #expect(bench.service.health == .draining)
    }

    @Test func `an empty repository has no models`() async throws {
        #expect(try await Bench([:]).service.health == .noModels)
    }
}
