import ModelRegistry
import ModelSwitchAPI
import OpenInference
import Serving

// The values of the rooms below, as the Open Inference Protocol writes them.

extension LoadedVersion {
    /// The protocol's name for a kind of file, such as `sklearn_joblib`.
    var platform: String { format.replacing("-", with: "_") }
}

extension VersionRecord {
    /// Why a version that is not in memory is not, and what to do.
    var whyNotReady: String {
        switch state {
        case .failed(let reason): reason
        case .loading: "it is being loaded"
        case .unloading: "it is being dropped from memory"
        case .unloaded, .ready: "it is not in memory; the first request for it loads it"
        }
    }

    /// The protocol's word for the state.
    var inferenceState: String {
        switch state {
        case .ready: "READY"
        case .loading: "LOADING"
        case .unloading: "UNLOADING"
        case .unloaded, .failed: "UNAVAILABLE"
        }
    }
}

extension RepositoryIndexEntry {
    init(_ record: VersionRecord, isActive: Bool) {
        let reason: String? =
            switch record.state {
            case .failed(let reason): reason
            case .unloaded: "unloaded"
            case .ready where isActive: "active: it answers requests that name no version, and stays loaded"
            case .ready, .loading, .unloading: nil
            }
        self.init(name: record.key.model, version: record.key.version, state: record.inferenceState, reason: reason)
    }
}

extension InferenceModelMetadata.Tensor {
    init(_ tensor: TensorDescription) {
        self.init(name: tensor.name, datatype: tensor.datatype.rawValue, shape: tensor.shape)
    }
}

extension InferenceModelConfiguration.Tensor {
    init(_ tensor: TensorDescription) {
        let type = tensor.datatype == .bytes ? "STRING" : tensor.datatype.rawValue
        self.init(name: tensor.name, dataType: "TYPE_\(type)", dims: tensor.shape)
    }
}

extension InferenceStatistics.Model {
    init(_ key: VersionKey, _ instruments: VersionInstruments) {
        let times = instruments.durations.snapshot
        let successes = instruments.successCount
        func duration(_ ns: UInt64) -> InferenceStatistics.Duration { .init(count: successes, ns: ns) }
        self.init(
            name: key.model,
            version: key.version,
            lastInference: times.last,
            inferenceCount: times.rows,
            executionCount: successes,
            inferenceStats: .init(
                success: duration(times.success),
                fail: .init(
                    count: instruments.failureCounts.reduce(0) { $0 &+ $1.count },
                    ns: times.failure
                ),
                queue: duration(times.queue),
                computeInput: duration(times.input),
                computeInfer: duration(times.inference)
            )
        )
    }
}
