import PrometheusText

/// The families of an exposition that the console shows, by version.
struct ServerMetrics: Equatable, Sendable {
    /// The server's own version.
    private(set) var serverVersion: String?
    /// When its process started, in Unix seconds.
    private(set) var startedAt: Double?
    private(set) var versions: [VersionID: VersionMetrics] = [:]

    init(_ families: [MetricFamily]) {
        for family in families {
            switch family.name {
            case "modelswitch_build_info": serverVersion = family.samples.first?.label("version")
            case "process_start_time_seconds": startedAt = family.samples.first?.value
            case "model_prediction_requests_total": readRequests(family.samples)
            case "model_inference_latency_seconds": readLatencies(family.samples)
            default: break
            }
        }
    }

    /// Whether the counters began anew since `earlier`.
    func isRestarted(since earlier: ServerMetrics) -> Bool {
        if let startedAt, let before = earlier.startedAt, abs(startedAt - before) > 1 { return true }
        return versions.contains { id, metrics in
            earlier.versions[id].map(metrics.isBehind) ?? false
        }
    }

    private mutating func readRequests(_ samples: [Sample]) {
        for sample in samples where sample.value.isFinite && sample.value >= 0 {
            guard let id = Self.id(of: sample) else { continue }
            if sample.label("status") == "success" {
                versions[id, default: VersionMetrics()].succeeded += sample.value
            } else {
                versions[id, default: VersionMetrics()].failed += sample.value
            }
        }
    }

    private mutating func readLatencies(_ samples: [Sample]) {
        var buckets: [VersionID: [Sample]] = [:]
        for sample in samples where sample.name.hasSuffix("_bucket") {
            guard let id = Self.id(of: sample) else { continue }
            buckets[id, default: []].append(sample)
        }
        for (id, samples) in buckets {
            versions[id, default: VersionMetrics()].latency = CumulativeHistogram(buckets: samples)
        }
    }

    private static func id(of sample: Sample) -> VersionID? {
        guard let model = sample.label("model"), let version = sample.label("model_version") else { return nil }
        return VersionID(model: model, version: version)
    }
}
