import ArgumentParser
import Foundation

/// `modelswitch serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a folder of versions (the default command).",
        discussion: "A setting is a flag, an environment variable or a line of the --config file, in this order."
    )

    @OptionGroup var options: ServeOptions
    @Flag(help: "Show each setting and where it came from, and end.")
    var printConfig = false

    func run() async throws {
        do {
            let sources = try SettingSources(
                flags: options.flags,
                environment: ProcessInfo.processInfo.environment,
                file: options.file
            )
            if printConfig { return Self.show(sources) }
            try await Server(settings: try Settings(sources)).run()
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    private static func show(_ sources: SettingSources) {
        for found in Setting.all.map(sources.find) {
            let value = found.setting.isSecret && found.value != nil ? "(hidden)" : found.value ?? ""
            let line = "\(found.setting.name)=\(value)".printable
            print(line.padding(toLength: max(48, line.count), withPad: " ", startingAt: 0) + " \(found.origin)")
        }
    }
}
