import ArgumentParser
import Foundation
import Inference
import LogLines
import ModelFormats
import ModelRegistry

/// `modelswitch check DIR`: loads every version and asks its golden rows.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Load every version of a folder and run its golden rows, as a server would.",
        discussion: """
            For a pipeline that builds or ships models: what fails here would be refused by a server.
            Exit code 0 when every version can serve, 1 when one cannot or there is none.
            """
    )

    @Argument(help: "A folder of versions: <version>/model.pkl or model.joblib.", completion: .directory)
    var folder = "models"
    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let limits = try ModelFileLimits(environment: ProcessInfo.processInfo.environment)
        let registry = ModelRegistry(
            repository: ModelRepository(path: folder, artefactLimit: limits.fileBytes),
            observer: QuietObserver(),
            decode: ModelDecoder(limits: limits).decode
        )
        do {
            try registry.refresh()
        } catch {
            throw CommandFailure("'\(folder)' cannot be listed; name a folder of versions")
        }
        var findings: [VersionFinding] = []
        for name in registry.versionNames(of: ModelRepository.defaultModel) {
            let key = VersionKey(model: ModelRepository.defaultModel, version: name)
            findings.append(await VersionFinding(key, in: registry))
            // One model in memory at a time: a folder may hold more than fits.
            _ = registry.unload(key)
        }
        try show(findings)
        guard !findings.isEmpty else {
            throw CommandFailure("'\(folder)' holds no version; expected folders with a model.pkl or model.joblib")
        }
        if findings.contains(where: { !$0.ok }) { throw ExitCode(CommandFailure.refused) }
    }

    private func show(_ findings: [VersionFinding]) throws {
        guard json else {
            for finding in findings { print(finding.text) }
            return
        }
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(findings), as: UTF8.self).jsonWithoutSteering)
    }
}

/// What the check found out about one version.
private struct VersionFinding: Encodable {
    let version: String
    let ok: Bool
    /// Why the version would be refused.
    var reason: String?
    var format: String?
    var library: String?
    var estimator: String?
    var features: Int?
    var goldenRows: Int?
    var loadSeconds: Double?
    var memoryBytes: Int?

    init(_ key: VersionKey, in registry: ModelRegistry) async {
        version = key.version
        do {
            let loaded = try await registry.load(key, retrying: true)
            ok = true
            format = loaded.format
            library = loaded.library
            estimator = loaded.estimator
            features = loaded.signature.featureCount
            goldenRows = loaded.sidecar.goldenRows.count
            loadSeconds = loaded.loadSeconds
            memoryBytes = loaded.model.memoryBytes
        } catch {
            ok = false
            reason = error.message
        }
    }

    var text: String {
        guard ok else { return "FAILS  \(version)  \(reason ?? "")".printable }
        let rows = goldenRows ?? 0
        let checked = rows == 0 ? "no golden rows" : "\(rows) golden row\(rows == 1 ? "" : "s") answered"
        let time = String(format: "%.1f ms", (loadSeconds ?? 0) * 1e3)
        return "ok     \(version)  \(estimator ?? ""), \(checked), loaded in \(time)".printable
    }
}

/// Keeps nothing of what happens to versions.
private struct QuietObserver: RegistryObserver {
    private final class Nothing: Sendable {}

    func attachment(for key: VersionKey) -> any AnyObject & Sendable { Nothing() }
    func didLoad(_ version: LoadedVersion) {}
    func didFailToLoad(_ key: VersionKey, _ error: RegistryError) {}
    func didUnload(_ key: VersionKey) {}
}
