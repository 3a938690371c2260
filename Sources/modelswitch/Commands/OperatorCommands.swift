import ArgumentParser
import Foundation
import ModelSwitchAPI
import ModelSwitchClient

/// `modelswitch status`: the versions of a running server.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the versions of a running server, and which one is active."
    )

    @OptionGroup var options: OperatorOptions

    private struct Status: Encodable {
        let health: Health
        let active: ActiveVersion
        let versions: [VersionObject]
    }

    func run() async throws {
        let status = try await options.call { client in
            Status(
                health: try await client.health(),
                active: try await client.activeVersion(),
                versions: try await client.versions()
            )
        }
        try options.show(status) { Self.text(status) }
    }

    private static func text(_ status: Status) -> String {
        let head = "\(status.health.status.rawValue), generation \(status.active.generation)"
        let names = status.versions.map(\.version)
        let missing = status.active.activeVersion.flatMap { names.contains($0) ? nil : $0 }
        let notes = missing.map { ["! \($0) is active, and its folder is gone from the repository".printable] } ?? []
        return ([head] + notes + status.versions.map(line)).joined(separator: "\n")
    }

    private static func line(_ version: VersionObject) -> String {
        let memory = version.memoryBytes.map { "\($0 / 1024 + ($0 % 1024 > 0 ? 1 : 0)) KiB" } ?? "-"
        let estimator = version.signature?.estimator ?? version.reason ?? "-"
        let columns = [(version.version, 12), (version.state.rawValue, 10), (memory, 12)]
            .map { $0.0.padding(toLength: max($0.1, $0.0.count), withPad: " ", startingAt: 0) }
        return "\(version.active ? "*" : " ") \(columns.joined(separator: " ")) \(estimator)".printable
    }
}

/// `modelswitch switch VERSION`.
struct SwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switch",
        abstract: "Make a version the one that answers; it is loaded and checked first."
    )

    @Argument(help: "The version.")
    var version: String
    @Option(help: "Why, for the history.")
    var reason: String?
    @Option(help: "The generation that you saw; another one by now refuses the switch.")
    var generation: Int?
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let result = try await options.call {
            try await $0.switchVersion(to: version, reason: reason, generation: generation)
        }
        try result.finish(options)
    }
}

/// `modelswitch rollback`.
struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Go back to the version that was active before."
    )

    @Option(help: "Why, for the history.")
    var reason: String?
    @Option(help: "The generation that you saw; another one by now refuses the rollback.")
    var generation: Int?
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let result = try await options.call { try await $0.rollback(reason: reason, generation: generation) }
        try result.finish(options)
    }
}

/// `modelswitch warm VERSION`.
struct WarmCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warm",
        abstract: "Load, check and warm a version without switching to it."
    )

    @Argument(help: "The version.")
    var version: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let object = try await options.call { try await $0.warm(version: version) }
        try options.show(object) {
            let seconds = object.loadTime.map { String(format: " in %.3f s", $0) } ?? ""
            return
                "\(object.version) is \(object.state.rawValue): \(object.goldenRows ?? 0) golden rows passed\(seconds)"
                .printable
        }
    }
}

extension ActivationResult {
    /// Prints the result, and ends the command as refused where nothing was switched.
    fileprivate func finish(_ options: OperatorOptions) throws {
        try options.show(self) { message.printable }
        if !success { throw ExitCode(CommandFailure.refused) }
    }
}
