import ArgumentParser
import ConsoleCore
import ConsoleCurses
import Foundation
import ModelSwitchClient

/// `modelswitch-tui`: settings to objects, and then the loop.
@main
struct ModelSwitchConsole: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modelswitch-tui",
        abstract: "Watches a ModelSwitch server in the terminal and switches its versions.",
        discussion: "Press ? for the keys.",
        version: "0.1.0"
    )

    @Argument(help: "The server's address. (default: $MODELSWITCH_URL, else http://127.0.0.1:8000)")
    var url: String?

    @Option(help: "Seconds between two polls, 0.25 to 60.")
    var interval = 1.0

    @Flag(help: "Take the keys away that change something.")
    var readOnly = false

    @Option(help: "A file that holds a key or token. (default: $MODELSWITCH_API_KEY_FILE, else $MODELSWITCH_API_KEY)")
    var apiKeyFile: String?

    @Flag(help: "Draw with nothing but ASCII.")
    var ascii = false

    @Flag(help: .hidden)
    var printKeys = false

    static func main() {
        do {
            var command = try parseAsRoot()
            // Help is a command of its own.
            guard let console = command as? ModelSwitchConsole else { return try command.run() }
            exit(withError: ExitCode(try console.start()))
        } catch let error as TerminalError {
            FileHandle.standardError.write(Data("modelswitch-tui: \(error)\n".utf8))
            exit(withError: ExitCode(2))
        } catch {
            exit(withError: error)
        }
    }

    func validate() throws {
        guard (0.25...60).contains(interval) else {
            throw ValidationError("--interval is a number of seconds from 0.25 to 60; got \(interval).")
        }
    }

    private func start() throws -> Int32 {
        if printKeys {
            print(KeyTable.markdown, terminator: "")
            return 0
        }
        let environment = ProcessInfo.processInfo.environment
        let address = url ?? environment["MODELSWITCH_URL"] ?? "http://127.0.0.1:8000"
        let key = try APIKey.find(file: apiKeyFile, in: environment)
        let server = ServerConnection(client: try Self.client(for: address, key: key))
        let options = TerminalOptions(
            isASCII: ascii,
            isColourless: environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        )
        return try Self.run(server, options: options) { terminal in
            ConsoleState(
                address: APIKey.withoutPassword(address),
                interval: interval,
                isReadOnly: readOnly,
                look: terminal.look,
                size: terminal.size
            )
        }
    }

    private static func client(for address: String, key: String?) throws -> ModelSwitchClient {
        do {
            let authorities = ProcessInfo.processInfo.environment["MODELSWITCH_CA_FILE"].flatMap {
                $0.isEmpty ? nil : $0
            }
            return try ModelSwitchClient(url: address, apiKey: key, authorityFile: authorities)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    private static func run(
        _ server: ServerConnection,
        options: TerminalOptions,
        state: (CursesTerminal) -> ConsoleState
    ) throws -> Int32 {
        let mailbox = try Mailbox()
        let terminal = try CursesTerminal(options)
        defer { terminal.close() }
        let (effects, wishes) = AsyncStream.makeStream(of: ConsoleEffect.self)
        // This thread belongs to the terminal until the end; what takes time happens in children of this task.
        let work = Task.detached { await EffectRunner(server: server, mailbox: mailbox).run(effects) }
        defer { work.cancel() }
        var loop = ConsoleLoop(terminal: terminal, mailbox: mailbox, state: state(terminal), now: Clocks.now) {
            effect in
            wishes.yield(effect)
        }
        return switch loop.run() {
        case .quit: 0
        case .signal(let number): 128 + number
        }
    }
}
