/// Lines of text that can be scrolled.
struct TextPage {
    /// A line: what it is about, and what is said of it.
    struct Line {
        var label = ""
        var text = ""
        var role = Role.plain
    }

    let title: String
    let labelColumns: Int
    let lines: [Line]
    let glyphs: GlyphSet

    func draw(in frame: inout Frame, area: Area, top: Int) {
        let lines = wrapped(columns: area.columns)
        let top = min(max(0, top), lastTop(in: area))
        let visible = lines.dropFirst(top).prefix(max(0, area.rows - 1))
        let end = frame.draw(title, row: area.row, column: 1, style: Style(.section), width: area.columns - 16)
        if visible.count < lines.count {
            let text = "lines \(top + 1)–\(top + visible.count)/\(lines.count)"
            frame.draw(text, row: area.row, column: end + 2, style: Style(.faint))
        }
        for (offset, line) in visible.enumerated() {
            let row = area.row + 1 + offset
            frame.draw(line.label, row: row, column: 1, style: Style(.key), width: labelColumns)
            frame.draw(line.text, row: row, column: labelColumns + 2, style: Style(line.role))
        }
    }

    /// The first line shown when scrolled to the end.
    func lastTop(in area: Area) -> Int {
        max(0, wrapped(columns: area.columns).count - max(0, area.rows - 1))
    }

    private func wrapped(columns: Int) -> [Line] {
        lines.flatMap { line in
            let pieces = glyphs.wrapped(line.text, columns: columns - labelColumns - 3)
            return [Line(label: line.label, text: pieces.first ?? "", role: line.role)]
                + pieces.dropFirst().map { Line(text: $0, role: line.role) }
        }
    }
}
