import Foundation
import TestSupport
import Testing

/// A server under attack, and an honest client on a connection of its own that keeps asking.
struct Siege {
    let server: ServerProcess
    private let folder: TemporaryFolder

    /// MiB by which the server's memory may grow while it is attacked.
    private static let growth = 160

    /// Starts a server whose patience is short.
    init(_ settings: [String: String] = [:], models: String = PackageFiles.sampleModels) async throws {
        folder = try TemporaryFolder()
        let short = ["HEADER_TIMEOUT": "1", "BODY_TIMEOUT": "1.5", "WRITE_TIMEOUT": "1"]
        server = try await ServerProcess(
            models: models,
            state: folder.path + "/state",
            environment: short.merging(settings) { _, new in new }
        )
        try await server.untilReady()
    }

    var port: Int { server.port }

    /// Attacks; meanwhile every honest request must get its 200, and memory must stay within bounds.
    func endure(_ attack: () async throws -> Void) async throws {
        let before = try residentMegabytes("VmRSS")
        let honest = try LoadGenerator(url: server.url, authority: server.authority)
        async let asking = honest.run(connections: 1)
        try await wait("the honest client") { await honest.answered > 0 }
        try await attack()
        await honest.stop()
        let outcome = await asking
        #expect(outcome.failures.isEmpty, "\(outcome.failures.count): \(outcome.failures.prefix(2))")
        #expect(outcome.answers.count > 1)
        let peak = try residentMegabytes("VmHWM")
        #expect(peak - before < Self.growth, "memory went from \(before) to \(peak) MiB")
    }

    /// Sends bytes on a connection of their own.
    func exchange(_ text: String) async throws -> RawSocket.Received {
        try await RawSocket.exchange(text, port: port)
    }

    func exchange(_ bytes: [UInt8]) async throws -> RawSocket.Received {
        try await RawSocket.exchange(bytes, port: port)
    }

    /// How many files and connections the server has open.
    var openFiles: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(server.identifier)/fd").count) ?? 0
    }

    private func residentMegabytes(_ field: String) throws -> Int {
        #if os(Linux)
        let status = try String(contentsOfFile: "/proc/\(server.identifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") } ?? ""
        return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
        #else
        return 0
        #endif
    }
}
