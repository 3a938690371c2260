import Foundation
import ModelSwitchAPI
import ModelSwitchClient
import TestSupport
import Testing

/// The real console on the real server, in a real terminal.
@Suite(.serialized) struct ConsoleTests {
    private let folder: TemporaryFolder
    private var state: String { folder.path + "/state" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `shows the three versions and switches from v1 to v2 by keys, and the server agrees`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let terminal = try await open(server.url)
        try await terminal.untilShown("▸ ● v1       ready")
        let screen = try terminal.screen()
        #expect(screen.contains("v2       unloaded") && screen.contains("v3       unloaded"))

        try terminal.press("j", "s")
        try await terminal.untilShown("Switch default v1 → v2?")
        try terminal.press("Enter")
        try await terminal.untilShown("the switch to v2: not sent")
        #expect(try await ModelSwitchClient(url: server.url).activeVersion().activeVersion == "v1")

        try terminal.press("s")
        try await terminal.untilShown("Switch default v1 → v2?")
        try terminal.press("y")
        try await terminal.untilShown("v2 active since")
        try await terminal.untilShown("▸ ● v2       ready")
        #expect(try await ModelSwitchClient(url: server.url).activeVersion().activeVersion == "v2")

        try terminal.press("r")
        try await terminal.untilShown("Roll default back from v2 to v1?")
        try terminal.press("y")
        try await terminal.untilShown("v1 active since")
        #expect(try await ModelSwitchClient(url: server.url).activeVersion().activeVersion == "v1")

        try terminal.press("j", "w")
        try await terminal.untilShown("Warm v3?")
        try terminal.press("y")
        try await terminal.untilShown("v3 is warm")
        #expect(try await ModelSwitchClient(url: server.url).version("v3").loaded)
    }

    @Test func `shows rates and latencies of what the server answers`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let load = try LoadGenerator(url: server.url)
        async let running = load.run(connections: 1)
        let terminal = try await open(server.url)
        try await terminal.untilShown("a histogram") { $0.contains("█") && $0.contains("p50") && $0.contains("p99") }
        await load.stop()
        #expect(await running.failures.isEmpty)
    }

    @Test func `a server that dies leaves its last picture, and one that comes back is live again`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let terminal = try await open(server.url)
        try await terminal.untilShown("live, every")
        server.send(signal: SIGKILL)
        try await terminal.untilShown("disconnected")
        #expect(try terminal.screen().contains("● v1       ready"))
        try terminal.press("j", "s")
        try await terminal.untilShown("nothing is changed on it")

        let successor = try await ServerProcess(state: state, port: server.port)
        try await successor.untilReady()
        try await terminal.untilShown("live, every")
    }

    @Test(arguments: [("q", 0), ("C-c", 0), ("TERM", 143), ("HUP", 129)])
    func `the terminal is as before, however the console ends`(way: String, status: Int) async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let terminal = try await ConsoleTerminal()
        let console = try ServerProcess.executable("modelswitch-tui")
        try terminal.type("stty -g > \(folder.path)/before; clear")
        try terminal.type("sh -c 'echo $$ > \(folder.path)/pid; exec \(console) \(server.url)'; echo ended $?")
        try await terminal.untilShown("live, every")
        #expect(try terminal.fact("cursor_flag") == "0")
        #expect(try terminal.fact("alternate_on") == "1")
        if way.count > 3 || way == "HUP" {
            let pid = try String(contentsOfFile: "\(folder.path)/pid", encoding: .utf8)
            kill(
                try #require(Int32(pid.trimmingCharacters(in: .whitespacesAndNewlines))),
                way == "HUP" ? SIGHUP : SIGTERM
            )
        } else {
            try terminal.press(way)
        }
        try await terminal.untilShown("ended \(status)")
        #expect(try terminal.fact("cursor_flag") == "1")
        #expect(try terminal.fact("alternate_on") == "0")
        try terminal.type("stty -g > \(folder.path)/after; echo writ''ten")
        try await terminal.untilShown("written")
        let modes = try ["before", "after"].map { try String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8) }
        #expect(modes[0] == modes[1])
    }

    @Test func `Ctrl-Z hands the terminal to the shell and fg brings the picture back, in another size`() async throws {
        let server = try await ServerProcess(state: state)
        try await server.untilReady()
        let terminal = try await open(server.url)
        try await terminal.untilShown("live, every")
        for columns in [80, 120] {
            try terminal.press("C-z")
            try await terminal.untilShown("Stopped")
            #expect(try terminal.fact("alternate_on") == "0")
            try terminal.resize(columns: columns, rows: 24)
            try terminal.type("clear; fg")
            try await terminal.untilShown("live, every")
            try await terminal.untilShown("the footer at the bottom") { screen in
                screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(23).first?.contains("q quit")
                    ?? false
            }
        }
    }

    @Test func `without a terminal, or with an unknown one, it says so and ends with 2`() async throws {
        let run = try CommandRun("modelswitch-tui", ["http://127.0.0.1:1"])
        #expect(run.code == 2)
        #expect(run.errors.contains("the console needs a terminal"))
        let terminal = try await ConsoleTerminal()
        try terminal.type("TERM=nonsense \(try ServerProcess.executable("modelswitch-tui")); echo ended $?")
        try await terminal.untilShown("ended 2")
        #expect(try terminal.screen().contains("TERM=nonsense"))
    }

    private func open(_ url: String) async throws -> ConsoleTerminal {
        let terminal = try await ConsoleTerminal()
        try terminal.type("clear; \(try ServerProcess.executable("modelswitch-tui")) --interval 0.25 \(url)")
        return terminal
    }
}
