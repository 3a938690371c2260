import Foundation
import TestSupport

/// A shell in a terminal of its own (tmux), in which the real console is driven by keys and read from the screen.
///
/// Waits for what the screen shows, never for a time.
final class ConsoleTerminal: Sendable {
    /// How long something may take to appear; the machine may be busy with the other tests.
    private static let patience = Duration.seconds(60)

    private let folder: TemporaryFolder
    /// Where tmux's server and its clients meet.
    private var socket: String { folder.path + "/tmux" }
    /// Started in `init` and not touched afterwards.
    nonisolated(unsafe) private let server = Process()

    /// Opens the terminal and waits for the shell's prompt.
    init(columns: Int = 100, rows: Int = 30) async throws {
        folder = try TemporaryFolder()
        try startServer()
        let size = ["-x", "\(columns)", "-y", "\(rows)"]
        let shell = ["env", "LANG=C.UTF-8", "PS1=ready> ", "bash", "--norc", "--noprofile"]
        try await wait("tmux") { (try? tmux(["-u", "new-session", "-d"] + size + shell)) != nil }
        try await untilShown("ready>")
    }

    deinit {
        _ = try? tmux(["kill-server"])
    }

    /// Presses keys by tmux's names for them: `j`, `Enter`, `C-z`.
    func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys)
    }

    /// Types a command and Enter.
    func type(_ command: String) throws {
        try tmux(["send-keys", "-l", command])
        try press("Enter")
    }

    func screen() throws -> String {
        try tmux(["capture-pane", "-p"])
    }

    /// A fact that tmux knows of the terminal, such as `cursor_flag`.
    func fact(_ name: String) throws -> String {
        try tmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    func untilShown(_ text: String) async throws {
        try await untilShown("'\(text)'") { $0.contains(text) }
    }

    func untilShown(_ what: String, _ condition: (String) -> Bool) async throws {
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            if condition(try screen()) { return }
            try await Task.sleep(for: .milliseconds(30))
        }
        throw ServerProcess.Failure("the terminal never showed \(what); it shows:\n\(try screen())")
    }

    /// Runs tmux's server as a child: one that makes a daemon of itself would keep the descriptor by which Foundation
    /// learns that a process has ended.
    private func startServer() throws {
        guard try run(["-V"]).code == 0 else {
            throw ServerProcess.Failure(
                "tmux is not installed, and the console is tested in it: `make test` installs it"
            )
        }
        server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        server.arguments = ["tmux", "-S", socket, "-f", "/dev/null", "-D"]
        server.standardInput = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try Self.withAllSignals { try server.run() }
    }

    /// Lets signals through while a child is started: it inherits what its parent's thread blocks, and the threads that
    /// tests run on block everything.
    private static func withAllSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var blocked = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &blocked)
        defer { pthread_sigmask(SIG_SETMASK, &blocked, nil) }
        try body()
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let result = try run(["-N", "-S", socket] + arguments)
        guard result.code == 0 else {
            throw ServerProcess.Failure("tmux \(arguments.joined(separator: " ")): \(result.output)")
        }
        return result.output
    }

    private func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tmux"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
