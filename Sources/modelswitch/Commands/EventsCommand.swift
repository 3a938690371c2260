import ArgumentParser
import Foundation
import LogLines
import ModelSwitchAPI
import ModelSwitchClient

/// `modelswitch events`: what happens on a running server.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Follow what happens on a running server, until you stop it.",
        discussion: """
            A line an event: switches, loads, failures. A server that goes away is waited for; what it told meanwhile
            is shown when it is back. With --json each line is the event's JSON.
            """
    )

    @Option(help: "The id of the last event that you know, or 0 for all that the server keeps.")
    var after: String?
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        try await options.call { client in
            // A server that is not there is an error at the start, and waited for afterwards.
            _ = try await client.health()
            let events = client.events(after: after) { error in
                Self.write("modelswitch: \(error.message); trying again\n".withoutSteeringInLine, to: .standardError)
            }
            for try await event in events {
                Self.write(try line(event) + "\n", to: .standardOutput)
            }
        }
    }

    private func line(_ event: ServerEvent) throws -> String {
        guard options.json else { return Self.text(event).printable }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(event), as: UTF8.self).jsonWithoutSteering
    }

    /// Such as `2026-03-01T14:02:11.034187Z switched default v2 from=v1 who=127.0.0.1`.
    static func text(_ event: ServerEvent) -> String {
        let words = [LineTime(unix: event.at).text, event.kind.rawValue, event.model, event.version].compactMap(\.self)
        let facts = [
            event.from.map { "from=\($0)" }, event.generation.map { "generation=\($0)" },
            event.who.map { "who=\($0)" }, event.seconds.map { "seconds=\($0)" },
            event.count.map { "count=\($0)" }, event.reason.map { "reason=\"\($0)\"" }, "id=\(event.id)",
        ].compactMap(\.self)
        return (words + facts).joined(separator: " ")
    }

    /// Writes at once: whoever reads a pipe wants the line now.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}

extension String {
    /// The line without what steers a terminal; its own end stays.
    fileprivate var withoutSteeringInLine: String {
        String(dropLast()).printable + "\n"
    }
}
