import Foundation
import ModelSwitchAPI
import ModelSwitchClient
import TestSupport
import Testing

/// Events and lines of the real server.
@Suite(.serialized) struct EventStreamTests {
    private let folder: TemporaryFolder
    private var state: String { folder.path + "/state" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a listener hears of a switch, goes on after a restart, and holds no shutdown up`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let client = try ModelSwitchClient(url: server.url)
        var events = client.events().makeAsyncIterator()
        #expect(try await events.next()?.kind == .ready)
        _ = try await client.switchVersion(to: "v2", reason: "better")
        var told: [ServerEvent] = []
        while told.last?.kind != .switched, let event = try await events.next() { told.append(event) }
        #expect(told.map(\.kind) == [.loaded, .switched])
        #expect(told.last?.reason == "better" && told.last?.version == "v2")

        server.send(signal: SIGTERM)
        #expect(try await events.next()?.kind == .draining)
        #expect(try await server.exitCode() == 0)

        let successor = try await ServerProcess(state: state, port: server.port)
        try await successor.untilReady()
        #expect(try await events.next()?.kind == .reset)
        #expect(try await events.next()?.kind == .loaded)
        successor.send(signal: SIGTERM)
        #expect(try await successor.exitCode() == 0)
    }

    @Test func `a listener that comes back with an id gets what it missed`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let client = try ModelSwitchClient(url: server.url)
        var first = client.events().makeAsyncIterator()
        let ready = try #require(try await first.next())
        _ = try await client.switchVersion(to: "v2")
        _ = try await client.switchVersion(to: "v3")
        var again = client.events(after: ready.id).makeAsyncIterator()
        var versions: [String] = []
        while versions.count < 2, let event = try await again.next() {
            if event.kind == .switched { versions.append(event.version ?? "") }
        }
        #expect(versions == ["v2", "v3"])
    }

    @Test func `a server without leave to listen ends the events with its reason`() async throws {
        let server = try await ServerProcess(state: state, environment: ["ADMIN_API_KEY": "key"])
        let client = try ModelSwitchClient(url: server.url)
        var events = client.events().makeAsyncIterator()
        let error = await #expect(throws: ModelSwitchClientError.self) { try await events.next() }
        #expect(error?.code == .unauthorized)
    }

    @Test func `the command follows events, one JSON object a line`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try ServerProcess.executable("modelswitch"))
        process.arguments = ["events", "--json", "--after", "0", "--url", server.url]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        let output = OutputReader(pipe)
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        _ = try await output.wait(for: /("kind":"ready")/)
        _ = try await ModelSwitchClient(url: server.url).switchVersion(to: "v3")
        _ = try await output.wait(for: /("kind":"switched")/)
        for line in output.text.split(separator: "\n") {
            _ = try JSONDecoder().decode(ServerEvent.self, from: Data(line.utf8))
        }
    }

    @Test func `the console shows a switch made elsewhere long before its next poll`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let terminal = try await ConsoleTerminal()
        try terminal.type(
            "clear; \(try ServerProcess.executable("modelswitch-tui")) --interval 60 \(server.url)"
        )
        try await terminal.untilShown("▸ ● v1       ready")
        let client = try ModelSwitchClient(url: server.url)
        // The console listens soon after its first picture.
        let start = ContinuousClock.now
        _ = try await client.switchVersion(to: "v2", reason: "made elsewhere")
        try await terminal.untilShown("made elsewhere")
        try await terminal.untilShown("● v2       ready")
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func `a standard error that nobody reads stops no prediction and no shutdown`() async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try ServerProcess.executable("modelswitch"))
        process.arguments = [
            "serve", "--port", "0", "--models-dir", PackageFiles.sampleModels, "--state-dir", state,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["LOG_FORMAT": "json"]) { _, new in new }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        var text = ""
        while !text.contains("\"url\"") {
            text += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
        let url = String(try #require(text.firstMatch(of: /"url":"(http:[^"]+)"/)).output.1)
        // From here on nobody reads, and a pipe of a page is full after a dozen lines.
        #if os(Linux)
        let setPipeSize: Int32 = 1031
        _ = fcntl(pipe.fileHandleForReading.fileDescriptor, setPipeSize, 4096)
        #endif
        let load = try LoadGenerator(url: url)
        async let running = load.run(connections: 2)
        try await Task.sleep(for: .seconds(3))
        await load.stop()
        let outcome = await running
        #expect(outcome.failures.isEmpty && outcome.answers.count > 30, "\(outcome.answers.count) answers")
        kill(process.processIdentifier, SIGTERM)
        try await wait("the end of the process") { !process.isRunning }
        #expect(process.terminationStatus == 0)
    }
}
