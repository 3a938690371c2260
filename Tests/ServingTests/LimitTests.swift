import Admission
import Inference
import ModelRegistry
import PrometheusText
import Synchronization
import TestSupport
import Testing

@testable import Serving

@Suite struct LimitTests {
    private func samples(_ bench: Bench, _ name: String) -> [Sample] {
        MetricsExposition(metrics: bench.service.metrics, registry: bench.service.registry, serverVersion: "test")
            .families()
            .flatMap(\.samples)
            .filter { $0.name == name }
    }

    private func rejections(_ bench: Bench, _ reason: String) -> Double? {
        samples(bench, "http_server_rejected_requests_total").first { $0.label("reason") == reason }?.value
    }

    private func refusal(_ bench: Bench, _ version: String? = nil, _ patience: Patience = .endless) async
        -> ServingError?
    {
        do {
            _ = try await bench.predict(version, patience: patience)
            return nil
        } catch {
            return error as? ServingError
        }
    }

    private func within(_ milliseconds: Int) -> Patience {
        Patience(deadline: .now.advanced(by: .milliseconds(milliseconds)))
    }

    // MARK: - Deadlines

    @Test func `a prediction that takes too long is answered in time, and keeps its version until it ends`()
        async throws
    {
        let hold = Hold()
        let bench = try await Bench(["v1": "1"], hold: hold)
        _ = try await bench.predict()
        hold.close()
        let before = hold.finished
        let error = await refusal(bench, nil, within(50))
        #expect(error?.code == .deadlineExceeded)
        #expect(error?.message.contains("computing") == true)
        let loaded = try #require(
            bench.service.registry.record(of: VersionKey(model: "default", version: "v1"))?.loaded
        )
        #expect(loaded.leases == 1)
        hold.open()
        try await waitUntil { hold.finished == before + 1 && loaded.leases == 0 }
        #expect(rejections(bench, "deadline") == 1)
        #expect(samples(bench, "model_prediction_errors_total").first?.label("error_type") == "deadline")
    }

    @Test func `what still waits for a thread is dropped`() async throws {
        let hold = Hold()
        let bench = try await Bench(["v1": "1"], pool: InferencePool(threads: 1, queueLimit: 5), hold: hold)
        _ = try await bench.predict()
        hold.close()
        let before = hold.finished
        let first = Task { try await bench.predict() }
        try await hold.untilHeld(1)
        let error = await refusal(bench, nil, within(30))
        #expect(error?.message.contains("waiting for a thread") == true)
        hold.open()
        _ = try await first.value
        #expect(try await bench.predict() == 7)
        #expect(hold.finished == before + 2)
        let loaded = bench.service.registry.record(of: VersionKey(model: "default", version: "v1"))?.loaded
        #expect(loaded?.leases == 0)
    }

    @Test func `a load that takes too long goes on for those who come later`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2 late"])
        let error = await refusal(bench, "v2", within(50))
        #expect(error?.code == .deadlineExceeded)
        #expect(try await bench.predict("v2") == 2)
        #expect(bench.decoder.reads == 1)
    }

    @Test func `a request that came too late is not begun`() async throws {
        let bench = try await Bench(["v1": "1"])
        #expect(await refusal(bench, nil, within(-1))?.code == .deadlineExceeded)
        #expect(bench.decoder.reads == 0)
    }

    @Test func `a shorter wish shortens, and a longer one does not lengthen`() {
        let start = ContinuousClock.now
        let server = Patience(deadline: start.advanced(by: .seconds(10)))
        #expect(server.atMost(5, from: start).deadline == start.advanced(by: .seconds(5)))
        #expect(server.atMost(5, from: start).isCallersOwn)
        #expect(server.atMost(20, from: start).deadline == server.deadline)
        #expect(!server.atMost(20, from: start).isCallersOwn)
        #expect(Patience.endless.atMost(.infinity, from: start).deadline != nil)
    }

    // MARK: - The gate

    @Test func `predictions beyond the places and the line are refused, and gauges say how many there are`()
        async throws
    {
        let hold = Hold()
        let gate = AdmissionGate(places: 1, queued: 1, queueTimeout: 60)
        let bench = try await Bench(["v1": "1"], limits: ServingLimits(gate: gate), hold: hold)
        _ = try await bench.predict()
        hold.close()
        let first = Task { try await bench.predict() }
        try await hold.untilHeld(1)
        let second = Task { try await bench.predict() }
        try await waitUntil { gate.waiting == 1 }
        #expect(await refusal(bench)?.code == .saturated)
        #expect(samples(bench, "http_server_predictions_running").map(\.value) == [1])
        #expect(samples(bench, "http_server_predictions_waiting").map(\.value) == [1])
        #expect(rejections(bench, "saturated") == 1)
        hold.open()
        #expect(try await first.value == 7)
        #expect(try await second.value == 7)
        #expect(gate.running == 0)
    }

    // MARK: - The circuit breaker

    private let policy = CircuitBreaker.Policy(failures: 3, pause: 60)

    @Test func `a version that fails again and again is not asked, and others are`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "broken"], breakers: policy)
        for _ in 0..<3 { #expect(await refusal(bench, "v2")?.code == .versionUnavailable) }
        let error = await refusal(bench, "v2")
        #expect(error?.code == .circuitOpen)
        #expect((1...60).contains(error?.retryAfter ?? 0))
        #expect(try await bench.predict() == 1)
        let told = bench.service.events.read(after: 0).reading.events.filter { $0.kind == .circuitOpened }
        #expect(told.map(\.version) == ["v2"])
        #expect(samples(bench, "model_circuit_state").map { "\($0.label("version") ?? "") \($0.value)" } == ["v2 2.0"])
        #expect(samples(bench, "model_circuit_opens_total").map(\.value) == [1])
        #expect(rejections(bench, "circuit_open") == 1)
    }

    @Test func `deadlines of the server count, and those that a client chose do not`() async throws {
        let hold = Hold()
        let pool = InferencePool(threads: 8, queueLimit: 16)
        let bench = try await Bench(["v1": "1"], pool: pool, breakers: policy, hold: hold)
        _ = try await bench.predict()
        hold.close()
        for _ in 0..<4 {
            let own = Patience.endless.atMost(0.02, from: .now)
            #expect(await refusal(bench, nil, own)?.code == .deadlineExceeded)
        }
        for _ in 0..<3 { #expect(await refusal(bench, nil, within(20))?.code == .deadlineExceeded) }
        #expect(await refusal(bench, nil, within(20))?.code == .circuitOpen)
        hold.open()
    }

    @Test func `the client's mistakes open nothing`() async throws {
        let bench = try await Bench(["v1": "1"], breakers: policy)
        let rows = FeatureRows(
            names: nil,
            values: FeatureTable(Matrix(rowCount: 1, columnCount: 3, values: [1, 2, 3])),
            isBatch: false
        )
        for _ in 0..<10 {
            let error = await #expect(throws: ServingError.self) {
                try await bench.service.predict(PredictionOrder(model: "default", version: nil, rows: rows, parts: []))
            }
            #expect(error?.code == .invalidFeatures)
        }
        #expect(try await bench.predict() == 1)
    }

    @Test func `after the pause a version that was mended answers again`() async throws {
        let breakers = CircuitBreaker.Policy(failures: 2, pause: 0.05)
        let bench = try await Bench(["v1": "1", "v2": "broken"], breakers: breakers)
        for _ in 0..<2 { _ = await refusal(bench, "v2") }
        #expect(await refusal(bench, "v2")?.code == .circuitOpen)
        try bench.folder.write("2.5", to: "models/v2/model.pkl")
        try await Task.sleep(for: .milliseconds(60))
        #expect(try await bench.predict("v2") == 2.5)
        #expect(samples(bench, "model_circuit_state").map(\.value) == [0])
    }

    @Test func `warming a version closes its breaker`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "broken"], breakers: policy)
        for _ in 0..<4 { _ = await refusal(bench, "v2") }
        try bench.folder.write("2.5", to: "models/v2/model.pkl")
        _ = try await bench.service.warm(VersionKey(model: "default", version: "v2"))
        #expect(try await bench.predict("v2") == 2.5)
    }
}
