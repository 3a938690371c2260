/// The characters that a terminal can show, and how any text is brought into them.
package enum GlyphSet: Sendable, Hashable {
    /// Block elements, box drawing and every script.
    case unicode
    /// For terminals and locales that have no more.
    case ascii

    /// Marks on one character beyond which the rest is dropped: text that piles them up is no name.
    private static let markLimit = 2

    /// The characters of `text` as they may be shown.
    ///
    /// What would command a terminal, or has no agreed width, becomes `?`; this is the only way from a string to
    /// the screen, so nothing that a server says can do more than be read.
    ///
    /// - Parameter limit: columns after which the rest of the text is not looked at.
    func glyphs(of text: String, limit: Int = .max) -> [Glyph] {
        var glyphs: [Glyph] = []
        var marks = 0
        var width = 0
        for scalar in text.unicodeScalars where width <= limit {
            if self == .unicode, DisplayWidth.kind(of: scalar) == .combining, !glyphs.isEmpty {
                marks += 1
                if marks <= Self.markLimit { glyphs[glyphs.count - 1].text.unicodeScalars.append(scalar) }
                continue
            }
            marks = 0
            let fresh = self.glyphs(of: scalar)
            glyphs += fresh
            width += fresh.reduce(0) { $0 + $1.width }
        }
        return glyphs
    }

    /// The columns that `text` takes.
    func columns(of text: String) -> Int {
        glyphs(of: text).reduce(0) { $0 + $1.width }
    }

    /// The glyphs of `text` within a width; where something had to go, the last column says so.
    func glyphs(of text: String, within columns: Int) -> [Glyph] {
        var all = glyphs(of: text, limit: columns)
        var width = all.reduce(0) { $0 + $1.width }
        guard width > columns else { return all }
        guard columns > 0 else { return [] }
        while width > columns - 1, let last = all.popLast() {
            width -= last.width
        }
        return all + [ellipsis]
    }

    var ellipsis: Glyph { Glyph(text: self == .unicode ? "…" : "~", width: 1) }

    private func glyphs(of scalar: Unicode.Scalar) -> [Glyph] {
        if self == .ascii, !scalar.isASCII {
            return (Self.transliterations[scalar] ?? "?").map { Glyph(text: String($0), width: 1) }
        }
        return switch DisplayWidth.kind(of: scalar) {
        case .ignored: []
        case .combining, .unsafe: [Self.replacement]
        case .narrow: [Glyph(text: String(scalar), width: 1)]
        case .wide: [Glyph(text: String(scalar), width: 2)]
        }
    }

    private static let replacement = Glyph(text: "?", width: 1)

    /// What the console's own words are written with.
    private static let transliterations: [Unicode.Scalar: String] = [
        "→": "->", "…": "...", "µ": "u", "–": "-", "·": "-", "×": "x", "’": "'", "≤": "<=", "▲": "^", "●": "*",
        "▸": ">", "│": "|", "└": "+", "─": "-", "↑": "Up", "↓": "Down", "█": "#", "╎": ":",
    ]
}
