import Crypto
import Foundation
import Inference

/// One load, start to end: read, digest, decode, check, warm.
struct VersionLoader: Sendable {
    let repository: ModelRepository
    let decode: ArtefactDecoder
    let observer: any RegistryObserver

    /// Loads on a thread of its own with a lower priority, so that requests do not feel it.
    func load(_ artefact: Artefact) async -> Result<LoadedVersion, RegistryError> {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                lowerPriority()
                continuation.resume(returning: Result { () throws(RegistryError) in try loadNow(artefact) })
            }
            thread.name = "load \(artefact.key.version)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    private func loadNow(_ artefact: Artefact) throws(RegistryError) -> LoadedVersion {
        let start = ContinuousClock.now
        let bytes = try repository.read(artefact)
        let digest = SHA256.hash(data: bytes).map { byte in
            let hexadecimal = String(byte, radix: 16)
            return byte < 16 ? "0" + hexadecimal : hexadecimal
        }.joined()
        let decoded = try decode(bytes, of: artefact)
        let sidecar = try sidecar(of: artefact)
        try check(decoded.model, against: sidecar)
        let secondsPerRow = WarmUp(model: decoded.model, sidecar: sidecar).run()
        return LoadedVersion(
            artefact: artefact,
            decoded: decoded,
            sidecar: sidecar,
            digest: digest,
            loadSeconds: (ContinuousClock.now - start).seconds,
            secondsPerRow: secondsPerRow,
            attachment: observer.attachment(for: artefact.key)
        )
    }

    private func decode(_ bytes: [UInt8], of artefact: Artefact) throws(RegistryError) -> DecodedArtefact {
        do {
            return try decode(bytes)
        } catch {
            throw RegistryError(.loadFailed, "\(artefact.fileName) of \(artefact.key.version): \(error)")
        }
    }

    private func sidecar(of artefact: Artefact) throws(RegistryError) -> Sidecar {
        guard let json = try repository.readSidecar(ofVersion: artefact.key.version) else { return .empty }
        return try Sidecar(json: json)
    }

    private func check(_ model: any PredictiveModel, against sidecar: Sidecar) throws(RegistryError) {
        if let names = sidecar.featureNames, names.count != model.signature.featureCount {
            throw RegistryError(
                .validationFailed,
                "version.json: feature_names has \(names.count) names and the model takes \(model.signature.featureCount) "
                    + "features; mend the sidecar"
            )
        }
        try GoldenRowCheck(model: model, sidecar: sidecar).run()
    }
}

/// Gives way to the threads that answer requests: on Linux niceness is a thread's own.
private func lowerPriority() {
    #if os(Linux)
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    #endif
}

extension Duration {
    /// The duration in seconds.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
