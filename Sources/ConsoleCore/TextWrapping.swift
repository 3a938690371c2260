extension GlyphSet {
    /// Text broken into lines of at most `columns`, at blanks where there are any.
    func wrapped(_ text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if self.columns(of: longer) <= columns {
                line = longer
                continue
            }
            if !line.isEmpty { lines.append(line) }
            var pieces = pieces(of: String(word), columns: columns)
            line = pieces.popLast() ?? ""
            lines += pieces
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// A word cut into pieces that fit; a word that fits is one piece.
    private func pieces(of word: String, columns: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var width = 0
        for glyph in glyphs(of: word) {
            if width + glyph.width > columns {
                pieces.append(piece)
                piece = ""
                width = 0
            }
            piece += glyph.text
            width += glyph.width
        }
        return pieces + [piece]
    }
}
