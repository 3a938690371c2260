import ArgumentParser

/// The server, and the operator's commands.
@main
struct ModelSwitch: AsyncParsableCommand {
    /// The version of this build.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "modelswitch",
        abstract: "Serves trained models over HTTP, and switches which version answers while traffic runs.",
        discussion: """
            EXAMPLES
              modelswitch --models-dir models         serve a folder of versions
              modelswitch inspect model.pkl           what is inside a file; nothing in it is run
              modelswitch check models                would every version load and answer its golden rows?
              modelswitch status                      the versions of a running server
              modelswitch switch v2 --reason "…"      make v2 the version that answers
              modelswitch rollback                    go back to the version before
              modelswitch keys new ci --scopes predict    a key, and its line for API_KEYS_FILE
              modelswitch audit verify                does the audit log stand as it was written?
              modelswitch events                      follow what happens on a running server

            EXIT CODES
              0  done       1  refused, nothing was changed
              3  the server cannot be reached, or its answer was lost       64  wrong usage
            """,
        version: version,
        subcommands: [
            ServeCommand.self, InspectCommand.self, CheckCommand.self, StatusCommand.self, SwitchCommand.self,
            RollbackCommand.self,
            WarmCommand.self, EventsCommand.self, KeysCommand.self, AuditCommand.self,
        ],
        defaultSubcommand: ServeCommand.self
    )

    /// Runs the command that the arguments name; ``CommandFailure`` gives the exit code.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            failure.end()
        } catch let error as SettingError {
            CommandFailure("\(error)").end()
        } catch {
            exit(withError: error)
        }
    }
}
