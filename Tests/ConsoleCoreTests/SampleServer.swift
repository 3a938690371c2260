import ModelSwitchAPI
import PrometheusText

@testable import ConsoleCore

/// A server that is nothing but values: what it says is what a test made it say.
struct SampleServer {
    /// Counters of one version since the start.
    struct Counters {
        var succeeded = 0.0
        var failed = 0.0
        /// Not cumulative, one for each of `SampleServer.bounds`.
        var buckets = SampleServer.bounds.map { _ in 0.0 }
    }

    /// The square roots of two that the server's histogram has.
    static let bounds: [Double] =
        (0...47).map { step in
            var bound = step.isMultiple(of: 2) ? 1.0 : 2.0.squareRoot()
            for _ in 0..<abs(step / 2 - 20) { bound *= step / 2 < 20 ? 0.5 : 2 }
            return bound
        } + [.infinity]

    var model = "default"
    var active: String? = "v1"
    var generation = 3
    var versions = ["v1", "v2", "v3"]
    var loaded: Set<String> = ["v1", "v2"]
    var failed: [String: String] = [:]
    var counters: [String: Counters] = [:]
    var history: [HistoryEntry]?
    /// The version that a roll back goes to.
    var rollback: String?
    var startedAt = 1_000_000.0
    var hasMetrics = true

    /// Answers requests, each with the same latency in seconds.
    mutating func answer(_ count: Double, by version: String, in seconds: Double, errors: Double = 0) {
        var counters = counters[version] ?? Counters()
        counters.succeeded += count - errors
        counters.failed += errors
        counters.buckets[Self.bounds.firstIndex { seconds <= $0 } ?? 0] += count
        self.counters[version] = counters
    }

    /// Some traffic with a second hump, as a real model has it.
    mutating func answerMixed(by version: String, scale: Double = 1) {
        for (seconds, count) in [
            (0.0002, 10.0), (0.0003, 90), (0.0005, 300), (0.0006, 520), (0.0008, 210), (0.0012, 80), (0.0018, 9),
            (0.009, 8), (0.012, 12), (0.02, 1),
        ] {
            answer(count, by: version, in: seconds * scale, errors: count == 1 ? 1 : 0)
        }
    }

    var poll: Poll {
        Poll(
            active: ActiveVersion(
                activeVersion: active,
                availableVersions: versions,
                generation: generation,
                rollbackVersion: rollback
            ),
            versions: versions.map(object),
            families: hasMetrics ? families : [],
            metricsProblem: hasMetrics ? nil : "this server gives no metrics",
            history: history,
            elapsed: 0.004
        )
    }

    private func object(_ name: String) -> VersionObject {
        let isLoaded = loaded.contains(name)
        let state: VersionState = isLoaded ? .ready : failed[name] == nil ? .unloaded : .failed
        var object = VersionObject(
            model: model,
            version: name,
            exists: true,
            loaded: isLoaded,
            state: state,
            active: name == active
        )
        object.fileSize = 148_000
        object.modifiedTime = 1_755_000_000
        object.reason = failed[name]
        object.metadata = [
            "description": .string("Breast cancer, thirty features"), "metrics": .object(["accuracy": .number(0.98)]),
        ]
        guard isLoaded else { return object }
        object.loadTime = 0.0213
        object.memoryBytes = 1_260_000
        object.format = "sklearn-joblib"
        object.digest = String(repeating: "5e", count: 32)
        object.goldenRows = 8
        object.signature = SignatureObject(
            features: 3,
            featureNames: ["mean radius", "mean texture", "mean area"],
            task: "classification",
            classes: [.integer(0), .integer(1)],
            acceptsMissing: false,
            probabilities: true,
            estimator: "Pipeline(StandardScaler, LogisticRegression)"
        )
        return object
    }

    private var families: [MetricFamily] {
        [
            gauge("modelswitch_build_info", [Label("version", "0.1.0")], 1),
            gauge("process_start_time_seconds", [], startedAt),
            MetricFamily(
                name: "model_prediction_requests_total",
                help: "",
                kind: .counter,
                samples: counters.flatMap { version, counters in
                    [
                        sample(
                            "model_prediction_requests_total",
                            version,
                            Label("status", "success"),
                            counters.succeeded
                        ),
                        sample("model_prediction_requests_total", version, Label("status", "error"), counters.failed),
                    ]
                }
            ),
            MetricFamily(
                name: "model_inference_latency_seconds",
                help: "",
                kind: .histogram,
                samples: counters.flatMap { version, counters in
                    var cumulative = 0.0
                    return zip(Self.bounds, counters.buckets).map { bound, count in
                        cumulative += count
                        let label = Label("le", PrometheusText.number(bound))
                        return sample("model_inference_latency_seconds_bucket", version, label, cumulative)
                    }
                }
            ),
        ]
    }

    private func gauge(_ name: String, _ labels: [Label], _ value: Double) -> MetricFamily {
        let sample = Sample(name: name, labels: labels, value: value)
        return MetricFamily(name: name, help: "", kind: .gauge, samples: [sample])
    }

    private func sample(_ name: String, _ version: String, _ label: Label, _ value: Double) -> Sample {
        Sample(name: name, labels: [Label("model", model), Label("model_version", version), label], value: value)
    }
}
