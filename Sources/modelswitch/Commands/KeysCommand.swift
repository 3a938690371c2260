import ArgumentParser
import Foundation
import Identity

/// `modelswitch keys`: API keys for `API_KEYS_FILE`.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make API keys, and the hashes that a server keeps of them.",
        subcommands: [New.self, Hash.self]
    )

    /// `modelswitch keys new NAME --scopes predict,observe`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Make a key; it is printed once and kept nowhere."
        )

        @Argument(help: "Who or what the key is for: letters, digits, '.', '_' and '-'.")
        var name: String
        @Option(help: "What it may do, separated by commas: \(Scope.names).")
        var scopes: String
        @Option(help: "The last day on which it works (UTC), such as 2027-01-31; without an end when absent.")
        var expires: String?

        func run() throws {
            guard APIKey.isValid(name: name) else {
                throw CommandFailure(
                    "got the name '\(name.printable)', expected 1 to 64 letters, digits, '.', '_' and '-'; choose another"
                )
            }
            let key = FreshKey()
            let end = expires.map { " expires=\($0)" } ?? ""
            do {
                // What is printed must be what a server takes.
                _ = try APIKeys("\(name) \(scopes) \(KeyDigest(of: key.text).text)\(end)", source: "the new key")
            } catch {
                throw CommandFailure(error.message)
            }
            let set = Set(scopes.split(separator: ",").compactMap { Scope(rawValue: String($0)) })
            let line = key.line(name: name, scopes: set, expires: expires)
            print(key.text)
            print(line)
            let hint =
                "The first line is the key: give it to its holder, it is kept nowhere. The second is for API_KEYS_FILE.\n"
            try? FileHandle.standardError.write(contentsOf: Data(hint.utf8))
        }
    }

    /// `modelswitch keys hash`.
    struct Hash: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hash",
            abstract: "Read a key from standard input and print its hash.",
            discussion: "Only for long random keys: the hash of a password can be guessed."
        )

        private static let shortest = 16

        func run() throws {
            let key = readLine()?.trimmingCharacters(in: .whitespaces) ?? ""
            guard key.utf8.count >= Self.shortest else {
                throw CommandFailure(
                    "got a key of \(key.utf8.count) bytes on standard input, expected at least \(Self.shortest) random ones; "
                        + "'modelswitch keys new' makes good ones"
                )
            }
            print(KeyDigest(of: key).text)
        }
    }
}
