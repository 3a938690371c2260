package import Inference
import Synchronization

/// A version in memory: it passed its checks, was exercised, and answers at once.
package final class LoadedVersion: Sendable {
    package let key: VersionKey
    package let artefact: Artefact
    package let model: any PredictiveModel
    /// The model's signature, with the sidecar's feature names where the file has none.
    package let signature: ModelSignature
    package let format: String
    package let library: String?
    package let estimator: String
    package let sidecar: Sidecar
    /// SHA-256 of the artefact, in lower-case hexadecimal.
    package let digest: String
    /// The seconds that reading, decoding, checks and warm-up took.
    package let loadSeconds: Double
    /// The seconds that one row costs, as the warm-up measured them.
    package let secondsPerRow: Double
    /// What the observer keeps with the version, such as its instruments.
    package let attachment: any AnyObject & Sendable

    private let leaseCount = Atomic<Int>(0)
    /// Whether ``drain(then:)`` was called: the last lease then has something to do.
    private let isDraining = Atomic<Bool>(false)
    private let whenDrained = Mutex<(@Sendable () -> Void)?>(nil)

    init(
        artefact: Artefact,
        decoded: DecodedArtefact,
        sidecar: Sidecar,
        digest: String,
        loadSeconds: Double,
        secondsPerRow: Double,
        attachment: any AnyObject & Sendable
    ) {
        key = artefact.key
        self.artefact = artefact
        model = decoded.model
        var signature = decoded.model.signature
        signature.featureNames = signature.featureNames ?? sidecar.featureNames
        self.signature = signature
        format = decoded.format
        library = decoded.library
        estimator = decoded.estimator
        self.sidecar = sidecar
        self.digest = digest
        self.loadSeconds = loadSeconds
        self.secondsPerRow = secondsPerRow
        self.attachment = attachment
    }

    /// How many requests hold the version now.
    package var leases: Int { leaseCount.load(ordering: .relaxed) }

    func beginLease() {
        leaseCount.add(1, ordering: .sequentiallyConsistent)
    }

    func endLease() {
        let left = leaseCount.subtract(1, ordering: .sequentiallyConsistent).newValue
        if left == 0, isDraining.load(ordering: .sequentiallyConsistent) { finishDraining() }
    }

    /// Calls `body` once, as soon as no lease is left; no lease may begin after this.
    func drain(then body: @escaping @Sendable () -> Void) {
        whenDrained.withLock { $0 = body }
        isDraining.store(true, ordering: .sequentiallyConsistent)
        if leaseCount.load(ordering: .sequentiallyConsistent) == 0 { finishDraining() }
    }

    private func finishDraining() {
        let body = whenDrained.withLock { body in
            defer { body = nil }
            return body
        }
        body?()
    }
}
