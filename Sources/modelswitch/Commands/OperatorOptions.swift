import ArgumentParser
import Foundation
import LogLines
import ModelSwitchClient

/// Which server an operator's command talks to, and how it prints.
struct OperatorOptions: ParsableArguments {
    @Option(help: "The server (MODELSWITCH_URL, http://127.0.0.1:8000).")
    var url: String?
    @Option(help: "File that holds a key or token (MODELSWITCH_API_KEY_FILE; or the key in MODELSWITCH_API_KEY).")
    var apiKeyFile: String?
    @Option(help: "File of the authorities to trust, for a certificate of one's own (MODELSWITCH_CA_FILE).")
    var caFile: String?
    @Flag(help: "Print JSON.")
    var json = false

    private static let defaultURL = "http://127.0.0.1:8000"

    /// Calls the server, and turns a failure into the command's exit code.
    func call<Answer>(_ body: (ModelSwitchClient) async throws -> Answer) async throws -> Answer {
        do {
            return try await body(try client())
        } catch let error as ModelSwitchClientError {
            throw CommandFailure(error)
        }
    }

    /// Prints an answer as JSON or as text.
    func show(_ answer: some Encodable, text: () -> String) throws {
        guard json else { return print(text()) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(answer), as: UTF8.self).jsonWithoutSteering)
    }

    private func client() throws -> ModelSwitchClient {
        let environment = ProcessInfo.processInfo.environment
        return try ModelSwitchClient(
            url: url ?? environment["MODELSWITCH_URL"] ?? Self.defaultURL,
            apiKey: try key(environment.filter { !$0.value.isEmpty }),
            authorityFile: caFile ?? environment["MODELSWITCH_CA_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        )
    }

    /// The key of the flag's file, else of the environment, else of the file that the environment names.
    private func key(_ environment: [String: String]) throws -> String? {
        if let apiKeyFile { return try key(in: apiKeyFile) }
        return try environment["MODELSWITCH_API_KEY"] ?? key(in: environment["MODELSWITCH_API_KEY_FILE"])
    }

    private func key(in file: String?) throws -> String? {
        guard let file else { return nil }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandFailure("the key file '\(file)' cannot be read")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
