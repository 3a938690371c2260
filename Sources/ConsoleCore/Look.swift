/// What the terminal can show, as far as a picture has to know.
package struct Look: Sendable, Hashable {
    package var glyphs: GlyphSet
    /// Whether the heat map can be shaded with background colours; without them it is shaded with characters.
    package var hasHeatColours: Bool

    package init(glyphs: GlyphSet, hasHeatColours: Bool) {
        self.glyphs = glyphs
        self.hasHeatColours = hasHeatColours
    }
}
