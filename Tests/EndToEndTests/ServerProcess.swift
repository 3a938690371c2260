import Foundation
import ModelSwitchAPI
import ModelSwitchClient
import Synchronization
import TestSupport

/// The real `modelswitch serve` as a child process, on a free port of the loopback address.
final class ServerProcess: Sendable {
    /// The built executables lie beside the test bundle.
    static func executable(_ name: String) throws -> String {
        for folder in [
            Bundle.main.bundlePath, Bundle.main.executablePath.map { ($0 as NSString).deletingLastPathComponent },
        ].compactMap(\.self) {
            let candidates = [folder, (folder as NSString).deletingLastPathComponent, buildFolder]
            for candidate in candidates where FileManager.default.isExecutableFile(atPath: "\(candidate)/\(name)") {
                return "\(candidate)/\(name)"
            }
        }
        throw Failure("\(name) was not built beside the tests")
    }

    private static let buildFolder = PackageFiles.root + "/.build/debug"

    struct Failure: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    let url: String
    let port: Int
    /// The file of the authority that vouches for the server; nil for one without TLS.
    let authority: String?
    private let process: Process
    private let log: OutputReader

    /// Starts the server and returns once it listens.
    ///
    /// - Parameters:
    ///   - models: the repository.
    ///   - state: the state directory.
    ///   - port: 0 for a free one.
    ///   - authority: vouches for the certificate that `environment` names.
    init(
        models: String = PackageFiles.sampleModels,
        state: String,
        port: Int = 0,
        environment: [String: String] = [:],
        authority: String? = nil
    ) async throws {
        self.authority = authority
        process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.executable("modelswitch"))
        process.arguments = ["serve", "--port", "\(port)", "--models-dir", models, "--state-dir", state]
        process.environment = ProcessInfo.processInfo.environment
            .merging(["LOG_FORMAT": "text"]) { _, new in new }
            .merging(environment) { _, new in new }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        log = OutputReader(pipe)
        try process.run()
        url = try await log.wait(for: /url"?[=:]"?(https?:[^\s"]+)/)
        self.port = url.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Returns once the active version is warm.
    func untilReady() async throws {
        let client = try ModelSwitchClient(url: url, authorityFile: authority)
        try await wait("ready") { (try? await client.health().status) == .healthy }
    }

    func send(signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for the end, ten seconds at most, and returns the exit code; nil when a signal ended it.
    func exitCode() async throws -> Int32? {
        try await wait("the end of the process") { [process] in !process.isRunning }
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }

    var identifier: Int32 { process.processIdentifier }

    /// What the server logged so far.
    var logged: String { log.text }
}

/// Collects what a process writes.
final class OutputReader: Sendable {
    private let collected = Mutex("")

    init(_ pipe: Pipe) {
        pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.collected.withLock { $0 += String(decoding: data, as: UTF8.self) }
        }
    }

    var text: String { collected.withLock { $0 } }

    /// Waits until the output matches, and returns the first group.
    func wait(for pattern: sending Regex<(Substring, Substring)>) async throws -> String {
        for _ in 0..<2000 {
            if let match = text.firstMatch(of: pattern) { return String(match.output.1) }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw ServerProcess.Failure("the process never wrote what was waited for; it wrote: \(text)")
    }
}

/// Waits for a condition, ten seconds at most.
func wait(_ what: String, _ condition: () async -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
        if await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw ServerProcess.Failure("waited ten seconds for \(what)")
}
