/// One place on the screen.
///
/// Only ``Frame`` makes cells that hold text, and only from text that ``GlyphSet`` has made safe: a cell never
/// holds a control character.
package struct Cell: Sendable, Hashable {
    /// A character with the marks that combine with it; empty in the right half of a wide character.
    package let text: String
    /// 1, 2 for a wide character, 0 for the right half of one.
    package let width: Int
    package var style: Style

    init(_ glyph: Glyph, style: Style) {
        text = glyph.text
        width = glyph.width
        self.style = style
    }

    static func blank(_ style: Style) -> Cell { Cell(Glyph(text: " ", width: 1), style: style) }
    static func rightHalf(_ style: Style) -> Cell { Cell(Glyph(text: "", width: 0), style: style) }
}
