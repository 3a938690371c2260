/// Keys, what they do, and how that is told.
package struct KeyBinding: Sendable {
    /// The keys, the one to show first.
    package let keys: [Key]
    package let command: Command
    /// Where it works.
    package let modes: Set<Mode>
    /// The word in the footer, shared by neighbours with the same one; absent for keys that need no mention.
    package let footer: String?
    /// A sentence for the help page and the manual.
    package let help: String
    /// Whether it changes the server, and goes away with `--read-only`.
    package let changesServer: Bool

    init(
        _ keys: [Key],
        _ command: Command,
        in modes: Set<Mode>,
        footer: String? = nil,
        changesServer: Bool = false,
        help: String
    ) {
        self.keys = keys
        self.command = command
        self.modes = modes
        self.footer = footer
        self.help = help
        self.changesServer = changesServer
    }
}
