package import Admission

/// Why a prediction failed, as the label `error_type` says it.
package enum PredictionFailure: String, Sendable, CaseIterable {
    /// The body is no prediction request.
    case invalidBody = "invalid_body"
    /// The features are not those that the model takes.
    case invalidFeatures = "invalid_features"
    /// The version could not be loaded or did not pass its checks.
    case loadFailed = "load_failed"
    /// Too much work was waiting.
    case saturated
    /// The time that the request had was over.
    case deadline
    /// The version had failed too often to be asked.
    case circuitOpen = "circuit_open"

    init(_ code: ServingError.Code) {
        switch code {
        case .saturated: self = .saturated
        case .deadlineExceeded: self = .deadline
        case .circuitOpen: self = .circuitOpen
        default: self = .invalidFeatures
        }
    }
}

/// What one version of a model counts; made once a version and kept for the life of the process.
package final class VersionInstruments: Sendable {
    package let latency = Histogram()
    package let loadTime = Histogram()
    package let durations = InferenceDurations()
    /// What stops asking the version when it fails again and again.
    package let breaker: VersionBreaker
    /// Rows that were evaluated together; see ``RequestBatcher``.
    let batchSize = SizeHistogram()
    /// How long each request waited for the others of its batch.
    let batchWait = Histogram()
    private let successes = Counter()
    private let failures = PredictionFailure.allCases.map { _ in Counter() }

    package init(breaker policy: CircuitBreaker.Policy = .off) {
        breaker = VersionBreaker(policy)
    }

    /// Counts a prediction that was answered.
    ///
    /// - Parameter inferenceSeconds: the time that the model took.
    package func recordSuccess(inferenceSeconds: Double) {
        successes.increment()
        latency.record(inferenceSeconds)
    }

    /// Counts a prediction that was not.
    package func recordFailure(_ failure: PredictionFailure) {
        for (counter, candidate) in zip(failures, PredictionFailure.allCases) where candidate == failure {
            counter.increment()
        }
    }

    /// How many predictions were answered.
    package var successCount: UInt64 { successes.value }

    /// How many predictions failed, by reason; reasons that never occurred are left out.
    package var failureCounts: [(failure: PredictionFailure, count: UInt64)] {
        zip(PredictionFailure.allCases, failures).map { ($0, $1.value) }.filter { $0.count > 0 }
    }
}
