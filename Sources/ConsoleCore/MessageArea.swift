/// The sentence above the footer: a question, a result, an error in full.
struct MessageArea {
    let state: ConsoleState

    func draw(in frame: inout Frame, area: Area) {
        guard let message = state.message else { return }
        let lines = state.look.glyphs.wrapped(message.text, columns: area.columns - 2)
        for (line, text) in shown(lines, rows: area.rows).enumerated() {
            frame.draw(text, row: area.row + line, column: 1, style: Style(message.role))
        }
    }

    /// The last line of a question says what to press: where not all fits, the middle goes.
    private func shown(_ lines: [String], rows: Int) -> [String] {
        guard lines.count > rows, rows > 0 else { return lines }
        return lines.prefix(rows - 1) + lines.suffix(1)
    }
}
