import ArgumentParser
import Foundation
import ModelStore
import ModelSwitchAPI
import ModelSwitchClient
import Serving

/// `modelswitch audit`: what was done or tried on the admin API.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show the audit log of a running server, or check that nobody changed it.",
        subcommands: [List.self, Verify.self]
    )

    /// `modelswitch audit list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Show entries of a running server, newest first; the key needs the scope admin."
        )

        @Option(help: "How many, 1 to 1000.")
        var limit = 20
        @Option(help: "Only entries below this number.")
        var before: Int?
        @OptionGroup var options: OperatorOptions

        func run() async throws {
            let entries = try await options.call { try await $0.auditEntries(before: before, limit: limit) }
            try options.show(entries) { entries.map(Self.line).joined(separator: "\n") }
        }

        private static func line(_ entry: AuditEntry) -> String {
            let who = [entry.who, entry.address.isEmpty ? nil : entry.address].compactMap(\.self).joined(separator: "@")
            let what = [entry.method, entry.route].filter { !$0.isEmpty }.joined(separator: " ")
            let words = ["\(entry.sequence)", entry.at.timestamp, "\(entry.status)", who, what, entry.outcome]
            let reason = entry.reason.map { " (\($0))" } ?? ""
            return (words.filter { !$0.isEmpty }.joined(separator: "  ") + reason).printable
        }
    }

    /// `modelswitch audit verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Follow the chain of an audit log from the first entry to the last.",
            discussion: """
                Reads the state directory, also while a server runs on it. Exit code 1 when an entry was changed, removed
                or put in between. Entries that were cut off at the end leave a chain that is sound: keep the head that this
                prints, and give it to --expect-head the next time.
                """
        )

        @Option(help: "The server's state directory (STATE_DIR, .modelswitch).", completion: .directory)
        var stateDir: String?
        @Option(help: "The head that an earlier run printed: an entry with this hash must be there.")
        var expectHead: String?

        func run() throws {
            let folder = stateDir ?? ProcessInfo.processInfo.environment["STATE_DIR"] ?? ".modelswitch"
            let found: AuditVerification
            do {
                found = try AuditFile(in: folder).verify(expectedHead: expectHead)
            } catch {
                throw CommandFailure(error.message)
            }
            print("\(found.count) entries are sound")
            if let head = found.head { print("head \(head)") }
            if let fault = found.fault { throw CommandFailure(fault) }
            try checkExpectation(found)
        }

        private func checkExpectation(_ found: AuditVerification) throws {
            guard expectHead != nil else { return }
            guard let sequence = found.expectedSequence else {
                throw CommandFailure(
                    "no entry has the hash that was expected: entries were cut off at the end, or the log was written anew"
                )
            }
            print("the expected head is entry \(sequence); \(found.count - sequence) came after it")
        }
    }
}
