/// The latencies of a version over time: a column for each poll, the newest at the right, slow ones on top.
struct HeatMap {
    let state: ConsoleState
    let id: VersionID
    let rows: [BucketRow]

    private static let now = "now"
    /// A longer name under the map is cut.
    private static let nameColumns = 20

    func draw(in frame: inout Frame, area: Area) {
        let columns = state.timeline.columns.suffix(area.columns)
        let left = area.column + area.columns - columns.count
        let rates = columns.map(rates)
        let highest = rates.lazy.flatMap(\.self).max() ?? 0
        for line in rows.indices {
            drawBackground(in: &frame, row: area.row + line, area: area)
            for (offset, column) in rates.enumerated() {
                let heat = Heat(column[line], of: highest)
                draw(heat, in: &frame, row: area.row + line, column: left + offset)
            }
        }
        drawAxis(Array(columns), in: &frame, area: area, left: left)
    }

    /// The requests per second in each line.
    private func rates(in column: TimelineColumn) -> [Double] {
        guard let latency = column.intervals[id]?.latency else { return rows.map { _ in 0 } }
        return rows.map { $0.count(in: latency) / column.seconds }
    }

    private func drawBackground(in frame: inout Frame, row: Int, area: Area) {
        let blank = String(repeating: " ", count: area.columns)
        frame.draw(blank, row: row, column: area.column, style: Style(.heat(0)))
    }

    private func draw(_ heat: Heat, in frame: inout Frame, row: Int, column: Int) {
        let text = state.look.hasHeatColours ? " " : state.look.glyphs.shade(heat)
        frame.draw(text, row: row, column: column, style: Style(.heat(heat.step)))
    }

    /// How far back the picture goes, and what happened on the way.
    private func drawAxis(_ columns: [TimelineColumn], in frame: inout Frame, area: Area, left: Int) {
        let row = area.row + area.rows
        let age = "-" + Figures.age(columns.reduce(0) { $0 + $1.seconds })
        if columns.count > age.count + Self.now.count {
            frame.draw(age, row: row, column: left, style: Style(.faint))
        }
        frame.draw(Self.now, row: row, column: area.column + area.columns - Self.now.count, style: Style(.faint))
        for (offset, column) in columns.enumerated() {
            guard let name = name(of: column) else { continue }
            drawMark(name, in: &frame, row: row, column: left + offset, end: area.column + area.columns)
        }
    }

    /// A mark with its name to the right of it, or to the left where there is no room.
    private func drawMark(_ name: String, in frame: inout Frame, row: Int, column: Int, end: Int) {
        let style = Style(.warning)
        let width = state.look.glyphs.columns(of: name) + 1
        if column + width + Self.now.count < end {
            frame.draw("▲" + name + " ", row: row, column: column, style: style)
        } else {
            let text = String(repeating: " ", count: max(0, end - column - 1))
            frame.draw(text, row: row, column: column + 1, style: style)
            frame.draw(name + "▲", row: row, endingAt: column + 1, style: style, width: min(width, Self.nameColumns))
        }
    }

    private func name(of column: TimelineColumn) -> String? {
        if let activated = column.activated { return activated.version }
        return column.isRestart ? "restart" : nil
    }
}
