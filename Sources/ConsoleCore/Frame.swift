/// A whole picture: every cell of the screen.
package struct Frame: Sendable, Equatable {
    package let size: Size
    private let glyphs: GlyphSet
    private var cells: [Cell]

    package init(size: Size, glyphs: GlyphSet) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank(Style()), count: size.columns * size.rows)
    }

    /// The cells of a row, left to right; none for a row outside the picture.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        guard row >= 0, row < size.rows else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// A row as text, without blanks at its end.
    package func text(ofRow row: Int) -> String {
        var text = self.row(row).map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The picture as lines of text.
    package var text: String {
        (0..<size.rows).map(text(ofRow:)).joined(separator: "\n")
    }

    /// Draws text from a place to the right; what lies outside the picture is cut off.
    ///
    /// - Parameter width: the columns that the text may take; longer text ends in an ellipsis.
    /// - Returns: the column after the text.
    @discardableResult
    mutating func draw(_ text: String, row: Int, column: Int, style: Style = Style(), width: Int? = nil) -> Int {
        let room = min(width ?? .max, size.columns - column)
        var column = column
        for glyph in glyphs.glyphs(of: text, within: max(0, room)) {
            put(glyph, row: row, column: column, style: style)
            column += glyph.width
        }
        return column
    }

    /// Draws text so that it ends before `end`.
    mutating func draw(_ text: String, row: Int, endingAt end: Int, style: Style = Style(), width: Int) {
        let used = min(glyphs.columns(of: text), width)
        draw(text, row: row, column: end - used, style: style, width: width)
    }

    /// Gives every cell of an area a style, and keeps what stands there.
    mutating func restyle(_ area: Area, _ change: (inout Style) -> Void) {
        for row in area.row..<area.row + area.rows {
            for column in area.column..<area.column + area.columns {
                guard let index = index(row: row, column: column) else { continue }
                change(&cells[index].style)
            }
        }
    }

    private mutating func put(_ glyph: Glyph, row: Int, column: Int, style: Style) {
        guard let index = index(row: row, column: column), column + glyph.width <= size.columns else { return }
        set(Cell(glyph, style: style), at: index, row: row)
        if glyph.width == 2 {
            set(.rightHalf(style), at: index + 1, row: row)
        }
    }

    /// Sets a cell; half a wide character is never left behind.
    private mutating func set(_ cell: Cell, at index: Int, row: Int) {
        let old = cells[index]
        if old.width == 0, cell.width != 0, index > row * size.columns {
            cells[index - 1] = .blank(cells[index - 1].style)
        }
        if old.width == 2, index + 1 < (row + 1) * size.columns {
            cells[index + 1] = .blank(cells[index + 1].style)
        }
        cells[index] = cell
    }

    private func index(row: Int, column: Int) -> Int? {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
        return row * size.columns + column
    }
}
