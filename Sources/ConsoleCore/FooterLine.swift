/// The keys that work now.
struct FooterLine {
    let state: ConsoleState

    /// The way to the help page and the way out stay where not all fits.
    private static let lasting = 2

    func draw(in frame: inout Frame, row: Int) {
        var column = 1
        for (keys, word) in entries(columns: frame.size.columns) {
            column = frame.draw(keys, row: row, column: column, style: Style(.key)) + 1
            column = frame.draw(word, row: row, column: column, style: Style(.faint)) + 2
        }
    }

    private func entries(columns: Int) -> [(keys: String, word: String)] {
        let glyphs = state.look.glyphs
        func width(_ entries: [(keys: String, word: String)]) -> Int {
            entries.reduce(1) { $0 + glyphs.columns(of: $1.keys) + 1 + glyphs.columns(of: $1.word) + 2 } - 2
        }
        var entries = self.entries
        while width(entries) > columns, entries.count > Self.lasting {
            entries.remove(at: entries.count - 1 - Self.lasting)
        }
        return entries
    }

    /// Keys and words; neighbours with the same word are one entry.
    private var entries: [(keys: String, word: String)] {
        var entries: [(keys: String, word: String)] = []
        for binding in KeyTable.bindings where isShown(binding) {
            guard let word = word(for: binding), let key = binding.keys.first?.name else { continue }
            if entries.last?.word == word {
                entries[entries.count - 1].keys += "/" + key
            } else {
                entries.append((key, word))
            }
        }
        return entries
    }

    private func isShown(_ binding: KeyBinding) -> Bool {
        binding.modes.contains(state.mode) && state.refusal(of: binding.command) == nil
    }

    private func word(for binding: KeyBinding) -> String? {
        binding.command == .pause && state.isPaused ? "go on" : binding.footer
    }
}
