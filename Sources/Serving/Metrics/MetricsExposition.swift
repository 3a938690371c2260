import Admission
import Inference
import LogLines
package import ModelRegistry
package import PrometheusText
import Synchronization

/// Gathers the instruments and the registry's state into the families that `/metrics` renders, sorted by name.
package struct MetricsExposition: Sendable {
    private let metrics: ServingMetrics
    private let registry: ModelRegistry
    private let serverVersion: String
    private let model = ModelRepository.defaultModel

    package init(metrics: ServingMetrics, registry: ModelRegistry, serverVersion: String) {
        self.metrics = metrics
        self.registry = registry
        self.serverVersion = serverVersion
    }

    package func families() -> [MetricFamily] {
        let families =
            predictionFamilies() + modelFamilies() + httpFamilies() + limitFamilies() + [buildInfo]
            + ProcessMetrics().families() + outsideFamilies()
        return families.sorted { $0.name < $1.name }.map(Self.withoutSteering)
    }

    /// A terminal that shows the metrics must not obey what a label's value holds.
    private static func withoutSteering(_ family: MetricFamily) -> MetricFamily {
        guard family.samples.contains(where: { $0.labels.contains { steers($0.value) } }) else { return family }
        let samples = family.samples.map { sample in
            Sample(
                name: sample.name,
                labels: sample.labels.map { Label($0.name, $0.value.withoutSteering) },
                value: sample.value
            )
        }
        return MetricFamily(name: family.name, help: family.help, kind: family.kind, samples: samples)
    }

    private static func steers(_ text: String) -> Bool {
        !text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && text.unicodeScalars.contains(where: \.steers)
    }

    private func outsideFamilies() -> [MetricFamily] {
        metrics.shownNumbers.map { number in
            family(number.name, number.kind == .counter ? .counter : .gauge, number.help, [([], number.read())])
        }
    }

    // MARK: - Predictions

    private func predictionFamilies() -> [MetricFamily] {
        let versions = metrics.allVersions
        return [
            histograms(
                "model_inference_latency_seconds",
                "Seconds that the model took for a request's rows.",
                versions.map { (versionLabels($0.key), $0.instruments.latency) }
            ),
            histograms(
                "model_load_time_seconds",
                "Seconds that loading a version took, checks and warm-up included.",
                versions.map { (versionLabels($0.key), $0.instruments.loadTime) }
            ),
            histograms(
                "model_batch_wait_seconds",
                "Seconds that a request waited for others to be evaluated with.",
                versions.map { (versionLabels($0.key), $0.instruments.batchWait) }
            ),
            batchSizes(versions.map { (versionLabels($0.key), $0.instruments.batchSize) }),
            family(
                "model_prediction_requests_total",
                .counter,
                "Prediction requests by outcome.",
                versions.flatMap { requestCounts($0.key, $0.instruments) }
            ),
            family(
                "model_prediction_errors_total",
                .counter,
                "Prediction requests that failed, by reason.",
                versions.flatMap { version in
                    version.instruments.failureCounts.map { failure, count in
                        ([Label("error_type", failure.rawValue)] + versionLabels(version.key), Double(count))
                    }
                }
            ),
        ].filter { !$0.samples.isEmpty }
    }

    private func requestCounts(_ key: VersionKey, _ instruments: VersionInstruments) -> [([Label], Double)] {
        let failures = instruments.failureCounts.reduce(0) { $0 + $1.count }
        return [("error", failures), ("success", instruments.successCount)]
            .filter { $0.1 > 0 }
            .map { (versionLabels(key) + [Label("status", $0.0)], Double($0.1)) }
    }

    private func versionLabels(_ key: VersionKey) -> [Label] {
        [Label("model", key.model), Label("model_version", key.version)]
    }

    // MARK: - Models

    private func modelFamilies() -> [MetricFamily] {
        (versionGauges() + modelCounters()).filter { !$0.samples.isEmpty }
    }

    private func versionGauges() -> [MetricFamily] {
        let records = registry.records(of: model)
        let active = registry.active(of: model).version
        func perVersion(_ value: (VersionRecord) -> Double?) -> [([Label], Double)] {
            records.compactMap { record in
                value(record).map { ([Label("model", model), Label("version", record.key.version)], $0) }
            }
        }
        return [
            family(
                "model_version_active",
                .gauge,
                "1 for the version that answers requests which name none.",
                perVersion { $0.key.version == active ? 1 : 0 }
            ),
            family(
                "model_version_loaded",
                .gauge,
                "1 for a version that is in memory.",
                perVersion { $0.loaded == nil ? 0 : 1 }
            ),
            family(
                "model_memory_bytes",
                .gauge,
                "Bytes that a loaded version's arrays take.",
                perVersion { $0.loaded.map { Double($0.model.memoryBytes) } }
            ),
        ]
    }

    private func modelCounters() -> [MetricFamily] {
        let ofModel = [Label("model", model)]
        let counts = metrics.model
        return [
            family(
                "model_cache_hits_total",
                .counter,
                "Predictions that found their version in memory.",
                [(ofModel, Double(counts.cacheHits.value))]
            ),
            family(
                "model_cache_misses_total",
                .counter,
                "Predictions that had to wait for their version.",
                [(ofModel, Double(counts.cacheMisses.value))]
            ),
            family(
                "model_switches_total",
                .counter,
                "Changes of the active version, by kind.",
                [
                    ([Label("kind", "activate")] + ofModel, Double(counts.activations.value)),
                    ([Label("kind", "rollback")] + ofModel, Double(counts.rollbacks.value)),
                ]
            ),
        ]
    }

    // MARK: - HTTP and the build

    private func httpFamilies() -> [MetricFamily] {
        let series = metrics.http.allSeries.flatMap { series in
            series.snapshots.map { status, histogram in
                (
                    [Label("method", series.method), Label("route", series.route), Label("status", status)],
                    histogram
                )
            }
        }
        return [
            histograms("http_server_request_duration_seconds", "Seconds from a request's head to its answer.", series),
            family(
                "http_server_requests_in_flight",
                .gauge,
                "Requests that are being answered.",
                [([], Double(metrics.http.inFlight))]
            ),
        ].filter { !$0.samples.isEmpty }
    }

    private var buildInfo: MetricFamily {
        family(
            "modelswitch_build_info",
            .gauge,
            "1; the labels say what is running.",
            [([Label("swift", swiftVersion), Label("version", serverVersion)], 1)]
        )
    }

    private var swiftVersion: String {
        #if swift(>=6.4)
        "6.4 or newer"
        #elseif swift(>=6.3)
        "6.3"
        #else
        "6.2"
        #endif
    }

    // MARK: - Limits

    private func limitFamilies() -> [MetricFamily] {
        let opened = metrics.allVersions.filter { $0.instruments.breaker.opens.value > 0 }
        func perVersion(_ value: (VersionBreaker) -> Double) -> [([Label], Double)] {
            opened.map {
                ([Label("model", $0.key.model), Label("version", $0.key.version)], value($0.instruments.breaker))
            }
        }
        return [
            family(
                "http_server_rejected_requests_total",
                .counter,
                "Requests that were turned away and may be sent again, by reason.",
                metrics.http.rejections.counts.map { ([Label("reason", $0.reason.rawValue)], Double($0.count)) }
            ),
            gateGauge("http_server_predictions_running", "Predictions that have a place.", \.running),
            gateGauge("http_server_predictions_waiting", "Predictions that wait for a place.", \.waiting),
            family(
                "model_circuit_state",
                .gauge,
                "A version's circuit breaker: 0 closed, 1 half open, 2 open.",
                perVersion { $0.state.figure }
            ),
            family(
                "model_circuit_opens_total",
                .counter,
                "How often a version's circuit breaker opened.",
                perVersion { Double($0.opens.value) }
            ),
        ].filter { !$0.samples.isEmpty }
    }

    private func gateGauge(_ name: String, _ help: String, _ value: (AdmissionGate) -> Int) -> MetricFamily {
        family(name, .gauge, help, metrics.gate.load().map { [([], Double(value($0)))] } ?? [])
    }

    // MARK: - Shapes

    private func family(
        _ name: String,
        _ kind: MetricFamily.Kind,
        _ help: String,
        _ values: [([Label], Double)]
    ) -> MetricFamily {
        MetricFamily(
            name: name,
            help: help,
            kind: kind,
            samples: values.map { Sample(name: name, labels: $0.0, value: $0.1) }
        )
    }

    /// A family of the histograms that counted anything.
    private func histograms(_ name: String, _ help: String, _ series: [([Label], Histogram)]) -> MetricFamily {
        MetricFamily(
            name: name,
            help: help,
            kind: .histogram,
            samples: series.flatMap { labels, histogram in
                samples(of: histogram.snapshot, bounds: Self.bounds, name: name, labels: labels)
            }
        )
    }

    private func batchSizes(_ series: [([Label], SizeHistogram)]) -> MetricFamily {
        let name = "model_batch_size"
        return MetricFamily(
            name: name,
            help: "Rows of several requests that were evaluated together.",
            kind: .histogram,
            samples: series.flatMap { labels, histogram in
                samples(of: histogram.snapshot, bounds: Self.sizeBounds, name: name, labels: labels)
            }
        )
    }

    private func samples(
        of snapshot: (counts: [UInt64], sum: Double),
        bounds: [String],
        name: String,
        labels: [Label]
    ) -> [Sample] {
        let (counts, sum) = snapshot
        let total = counts.reduce(0, &+)
        guard total > 0 else { return [] }
        var cumulative: UInt64 = 0
        var samples: [Sample] = []
        samples.reserveCapacity(counts.count + 2)
        for (index, count) in counts.enumerated() {
            cumulative &+= count
            samples.append(
                Sample(
                    name: name + "_bucket",
                    labels: labels + [Label("le", bounds[index])],
                    value: Double(cumulative)
                )
            )
        }
        samples.append(Sample(name: name + "_sum", labels: labels, value: sum))
        samples.append(Sample(name: name + "_count", labels: labels, value: Double(total)))
        return samples
    }

    private static let bounds = Histogram.bounds.map { $0.isInfinite ? "+Inf" : "\($0)" }
    private static let sizeBounds = SizeHistogram.bounds.map { $0.isInfinite ? "+Inf" : "\($0)" }
}

extension CircuitBreaker.State {
    /// The state as `model_circuit_state` says it.
    fileprivate var figure: Double {
        switch self {
        case .closed: 0
        case .halfOpen: 1
        case .open: 2
        }
    }
}
