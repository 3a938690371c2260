import Foundation
import ModelSwitchAPI
import ModelSwitchClient
import TestSupport
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Switching under load, and what survives a kill, with the real binary.
@Suite(.serialized) struct SwitchTests {
    private let folder: TemporaryFolder
    private var state: String { folder.path + "/state" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `300 switches under 16 connections fail no request, and none is answered by the version left`()
        async throws
    {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let client = try ModelSwitchClient(url: server.url)
        let load = try LoadGenerator(url: server.url)
        async let running = load.run(connections: 16)

        var switches: [(asked: ContinuousClock.Instant, acknowledged: ContinuousClock.Instant, version: String)] = []
        for round in 0..<300 {
            let version = "v\(round % 3 + 1)"
            let asked = ContinuousClock.now
            let result = try await client.switchVersion(to: version)
            #expect(result.success && result.activeVersion == version)
            switches.append((asked, .now, version))
        }
        await load.stop()
        let outcome = await running

        #expect(outcome.failures.isEmpty, "\(outcome.failures.prefix(3))")
        #expect(outcome.answers.count > 300, "\(outcome.answers.count) answers")
        let wrong = outcome.answers.filter { answer in
            guard let last = switches.lastIndex(where: { $0.acknowledged <= answer.started }) else { return false }
            // The version acknowledged last before the prediction began, or one asked for before it ended.
            let possible = switches[last...].filter { $0.acknowledged <= answer.started || $0.asked <= answer.ended }
            return !possible.contains { $0.version == answer.version }
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(outcome.answers.count)")
        #expect(try await client.history(limit: 1000).count >= 299)
    }

    @Test func `a server killed in a stream of switches comes back with what it acknowledged, 25 times`() async throws {
        var standing = Standing(version: "v1", generation: 0)
        var acknowledgements = 0
        for round in 0..<25 {
            let server = try await ServerProcess(state: state)
            try await server.untilReady()
            let client = try ModelSwitchClient(url: server.url)
            standing = try await check(standing, client, round)
            for version in ["v1", "v2", "v3"] { _ = try await client.warm(version: version) }

            let delay = Duration.milliseconds(Int.random(in: 5...60))
            let killer = Task {
                try await Task.sleep(for: delay)
                server.send(signal: SIGKILL)
            }
            // Switches until the connection breaks; the one whose answer is lost may or may not have happened.
            for step in 0... {
                let version = "v\((round + step) % 3 + 1)"
                standing.asked = version
                guard let result = try? await client.switchVersion(to: version) else { break }
                standing = Standing(version: result.activeVersion ?? "", generation: result.generation ?? 0)
                acknowledgements += 1
            }
            _ = try await killer.value
            #expect(try await server.exitCode() == nil)
        }
        #expect(acknowledgements > 25, "\(acknowledgements) switches were acknowledged")
    }

    /// What the server acknowledged last, and what was asked of it since.
    private struct Standing {
        let version: String
        let generation: Int
        var asked: String?
    }

    /// Holds a restarted server against what it acknowledged before it was killed.
    private func check(_ standing: Standing, _ client: ModelSwitchClient, _ round: Int) async throws -> Standing {
        let active = try await client.activeVersion()
        switch active.generation {
        case standing.generation: #expect(active.activeVersion == standing.version, "round \(round)")
        case standing.generation + 1: #expect(active.activeVersion == standing.asked, "round \(round)")
        default: Issue.record("round \(round): generation \(active.generation) after \(standing.generation)")
        }
        return Standing(version: active.activeVersion ?? "", generation: active.generation)
    }

    @Test func `SIGTERM under load finishes what was accepted and ends with 0`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let load = try LoadGenerator(url: server.url, stopsAtFirstFailure: true)
        async let running = load.run(connections: 16)
        try await Task.sleep(for: .milliseconds(300))
        server.send(signal: SIGTERM)
        #expect(try await server.exitCode() == 0)
        let outcome = await running
        #expect(!outcome.answers.isEmpty)
        // A client may find the port closed; none may lose a request that the server took.
        let lost = outcome.failures.filter {
            !$0.contains("refused") && !$0.contains("ECONNREFUSED") && !$0.contains("connect")
        }
        #expect(lost.isEmpty, "\(lost.prefix(3))")
    }

    @Test func `SIGTERM while a large answer is on its way lets it arrive whole`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let row = "[" + Array(repeating: "1", count: 30).joined(separator: ",") + "]"
        let rows = Array(repeating: row, count: 100_000).joined(separator: ",")
        var request = URLRequest(url: try #require(URL(string: server.url + "/predict?version=v3")))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data("{\"probabilities\":true,\"instances\":[\(rows)]}".utf8)
        let asked = Task { [request] in try await URLSession.shared.data(for: request) }
        try await wait("the prediction to begin") { server.logged.contains("version=v3") }
        server.send(signal: SIGTERM)
        let (data, _) = try await asked.value
        #expect(data.count > 4_000_000)
        #expect(data.suffix(2) == Data("]}".utf8))
        #expect(try await server.exitCode() == 0)
    }

    @Test func `SIGINT ends an idle server at once with 0`() async throws {
        let server = try await ServerProcess(state: state)
        let start = ContinuousClock.now
        server.send(signal: SIGINT)
        #expect(try await server.exitCode() == 0)
        #expect(ContinuousClock.now - start < .seconds(2))
    }

    @Test func `a pickle that would run a command is refused by name, nothing runs, and the old version serves on`()
        async throws
    {
        let models = folder.path + "/models"
        try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: PackageFiles.sampleModels + "/v1", toPath: models + "/v1")
        let canary = folder.path + "/canary"
        try folder.write("cos\nsystem\n(S'touch \(canary)'\ntR.", to: "models/v2/model.pkl")
        let server = try await ServerProcess(models: models, state: state)
        try await server.untilReady()
        let client = try ModelSwitchClient(url: server.url)
        let error = await #expect(throws: ModelSwitchClientError.self) { try await client.switchVersion(to: "v2") }
        #expect(error?.code == .conflict)
        #expect(error?.message.contains("os.system") == true, "\(error?.message ?? "")")
        #expect(!FileManager.default.fileExists(atPath: canary))
        #expect(try await client.activeVersion().activeVersion == "v1")
        #expect(try await client.health().status == .healthy)
        #expect(try await client.version("v2").reason?.contains("os.system") == true)
    }

    @Test func `a second server on the same state is refused with a sentence`() async throws {
        let server = try await ServerProcess(state: state)
        let second = try CommandRun(
            "modelswitch",
            ["serve", "--port", "0", "--models-dir", PackageFiles.sampleModels, "--state-dir", state]
        )
        #expect(second.code == 1)
        #expect(second.errors.contains("in use by another modelswitch"))
        withExtendedLifetime(server) {}
    }
}
