/// Every key of the console: dispatch, footer, help page and manual are all made from this one table.
package enum KeyTable {
    package static let bindings: [KeyBinding] = [
        KeyBinding(
            [.character("j"), .down],
            .moveDown,
            in: [.table, .page],
            footer: "move",
            help: "Select the next version; scroll a page of text down."
        ),
        KeyBinding(
            [.character("k"), .up],
            .moveUp,
            in: [.table, .page],
            footer: "move",
            help: "Select the version before; scroll a page of text up."
        ),
        KeyBinding([.pageDown], .pageDown, in: [.table, .page], help: "Go down by a page."),
        KeyBinding([.pageUp], .pageUp, in: [.table, .page], help: "Go up by a page."),
        KeyBinding([.character("g"), .home], .moveFirst, in: [.table, .page], help: "Go to the first line."),
        KeyBinding([.character("G"), .end], .moveLast, in: [.table, .page], help: "Go to the last line."),
        KeyBinding(
            [.enter],
            .details,
            in: [.table],
            footer: "details",
            help: "Show all that is known of the selected version."
        ),
        KeyBinding([.escape], .back, in: [.page], footer: "back", help: "Go back to the versions."),
        KeyBinding([.escape], .back, in: [.table], help: "Put the message away."),
        KeyBinding(
            [.character("s")],
            .switchVersion,
            in: [.table, .page],
            footer: "switch",
            changesServer: true,
            help: "Switch to the selected version: from then on it answers. Asks first."
        ),
        KeyBinding(
            [.character("r")],
            .rollBack,
            in: [.table, .page],
            footer: "roll back",
            changesServer: true,
            help: "Roll back to the version that was active before. Asks first."
        ),
        KeyBinding(
            [.character("w")],
            .warm,
            in: [.table, .page],
            footer: "warm",
            changesServer: true,
            help: "Load and check the selected version without switching to it. Asks first."
        ),
        KeyBinding(
            [.character("y"), .character("Y")],
            .confirm,
            in: [.question],
            footer: "yes",
            changesServer: true,
            help: "Answer a question with yes. Nothing else does, Enter least of all."
        ),
        KeyBinding(
            [.character("n"), .character("N"), .escape, .enter],
            .decline,
            in: [.question],
            footer: "no",
            help: "Answer a question with no."
        ),
        KeyBinding(
            [.character(" ")],
            .pause,
            in: [.table, .page],
            footer: "pause",
            help: "Stop polling and keep the picture; again: go on."
        ),
        KeyBinding([.character("-")], .slower, in: [.table, .page], help: "Poll less often."),
        KeyBinding([.character("+"), .character("=")], .faster, in: [.table, .page], help: "Poll more often."),
        KeyBinding([.character("?")], .help, in: [.table, .page], footer: "help", help: "Show this list of keys."),
        KeyBinding(
            [.control("l")],
            .redraw,
            in: [.table, .page, .question],
            help: "Draw the screen afresh, should something have written over it."
        ),
        KeyBinding(
            [.control("z")],
            .suspend,
            in: [.table, .page, .question],
            help: "Hand the terminal back to the shell; `fg` returns."
        ),
        KeyBinding([.character("q")], .quit, in: [.table, .page], footer: "quit", help: "Quit."),
        KeyBinding([.control("c")], .quit, in: [.table, .page, .question], help: "Quit at once, from anywhere."),
    ]

    /// What a key asks for in a mode.
    static func binding(for key: Key, in mode: Mode) -> KeyBinding? {
        bindings.first { $0.keys.contains(key) && $0.modes.contains(mode) }
    }

    /// The keys as a table in Markdown: `docs/console.md` holds it.
    package static var markdown: String {
        let lines = bindings.map { binding in
            let keys = binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
            return "| \(keys) | \(binding.help) |\n"
        }
        return "| Key | What it does |\n|---|---|\n" + lines.joined()
    }
}
