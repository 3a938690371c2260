import Inference
import ModelRegistry
import ModelStore
import ModelSwitchAPI
import Serving

// The values of the rooms below, as the contract writes them.

extension VersionObject {
    init(_ record: VersionRecord, in service: ModelService) {
        let loaded = record.loaded
        self.init(
            model: record.key.model,
            version: record.key.version,
            exists: record.artefact != nil,
            loaded: loaded != nil,
            state: VersionState(record.state),
            active: service.registry.active(of: record.key.model).version == record.key.version
        )
        if case .failed(let reason) = record.state { self.reason = reason }
        let artefact = loaded?.artefact ?? record.artefact
        fileSize = artefact?.size
        modifiedTime = artefact?.modified
        loadTime = loaded?.loadSeconds
        format = loaded?.format
        digest = loaded?.digest
        memoryBytes = loaded?.model.memoryBytes
        goldenRows = loaded?.sidecar.goldenRows.count
        signature = loaded.map(SignatureObject.init)
        let sidecar = service.registry.metadata(of: record)
        metadata = sidecar?.metadata
        batching = sidecar.flatMap(service.batchLimits).map {
            BatchingObject(maxBatchSize: $0.rowCount, maxDelay: $0.delaySeconds * 1000)
        }
    }
}

extension VersionState {
    init(_ state: VersionRecord.State) {
        switch state {
        case .unloaded: self = .unloaded
        case .loading: self = .loading
        case .ready: self = .ready
        case .failed: self = .failed
        case .unloading: self = .unloading
        }
    }
}

extension SignatureObject {
    init(_ version: LoadedVersion) {
        let signature = version.signature
        self.init(
            features: signature.featureCount,
            featureNames: signature.featureNames,
            task: signature.classesOfOutputs.isEmpty ? "regression" : "classification",
            classes: Self.classes(signature),
            acceptsMissing: signature.acceptsMissing,
            probabilities: signature.givesProbabilities,
            scores: signature.givesScores,
            textFeatures: signature.textFeatures.isEmpty ? nil : signature.textFeatures.sorted(),
            estimator: version.estimator
        )
    }

    private static func classes(_ signature: ModelSignature) -> [JSONValue]? {
        switch signature.task {
        case .classification(let classes): classes.map(JSONValue.init)
        case .multipleClassification(let outputs): outputs.map { .array($0.map(JSONValue.init)) }
        case .regression: nil
        }
    }
}

extension HistoryEntry {
    init(_ activation: Activation) {
        self.init(
            model: activation.model,
            generation: activation.generation,
            from: activation.from,
            to: activation.to,
            at: activation.at,
            who: activation.who,
            reason: activation.reason,
            kind: activation.kind.rawValue,
            digest: activation.digest
        )
    }
}
