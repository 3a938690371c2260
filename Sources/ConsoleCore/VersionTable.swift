import ModelSwitchAPI

/// A row for every version.
struct VersionTable {
    let state: ConsoleState
    let snapshot: Snapshot

    private static let gap = 1
    /// The marks of selection and of the active version.
    private static let markColumns = 4
    private static let nameColumns = 8...28
    private static let sparkColumns = 12...60

    func draw(in frame: inout Frame, area: Area) {
        guard area.rows >= 2 else { return }
        let plan = self.plan(columns: area.columns)
        let rows = visibleRows(area.rows - 1)
        drawHeadings(plan, rows: rows, in: &frame, area: area)
        for (line, index) in rows.enumerated() {
            draw(row(for: snapshot.versions[index]), plan, in: &frame, row: area.row + 1 + line)
        }
        if snapshot.versions.isEmpty {
            frame.draw(
                "the server has no versions",
                row: area.row + 1,
                column: Self.markColumns,
                style: Style(.warning)
            )
        }
    }

    private struct Plan {
        var nameWidth: Int
        var columns: [TableColumn]
        var sparkWidth: Int
    }

    /// Columns go in a fixed order until the rest fits; what is left over goes to names and sparklines.
    private func plan(columns total: Int) -> Plan {
        var columns = TableColumn.all
        let longest = snapshot.versions.prefix(200).map { state.look.glyphs.columns(of: name(of: $0)) }.max() ?? 0
        let wanted = min(max(longest, Self.nameColumns.lowerBound), Self.nameColumns.upperBound)
        func room() -> Int { total - Self.markColumns - columns.reduce(0) { $0 + $1.width + Self.gap } - 1 }
        while room() < min(wanted, 12), let last = columns.indices.max(by: { columns[$0].rank < columns[$1].rank }) {
            columns.remove(at: last)
        }
        let nameWidth = max(1, min(wanted, room()))
        let rest = room() - nameWidth - 2
        let sparkWidth = rest >= Self.sparkColumns.lowerBound ? min(rest, Self.sparkColumns.upperBound) : 0
        // Without a sparkline the figures stand at the right edge.
        return Plan(nameWidth: sparkWidth > 0 ? nameWidth : max(1, room()), columns: columns, sparkWidth: sparkWidth)
    }

    /// As many rows as fit, the selected one among them.
    private func visibleRows(_ count: Int) -> Range<Int> {
        let total = snapshot.versions.count
        let selected = snapshot.versions.firstIndex { $0.id == state.selection } ?? 0
        let top = min(max(0, selected - count / 2), max(0, total - count))
        return top..<min(total, top + count)
    }

    private func row(for version: VersionObject) -> TableRow {
        TableRow(
            version: version,
            figures: state.timeline.figures(of: version.id),
            isActive: snapshot.isActive(version),
            isSelected: version.id == state.selection,
            action: state.running?.action.target == version.id ? state.running?.action : nil
        )
    }

    private func name(of version: VersionObject) -> String {
        snapshot.hasSeveralModels ? "\(version.model)/\(version.version)" : version.version
    }

    private func drawHeadings(_ plan: Plan, rows: Range<Int>, in frame: inout Frame, area: Area) {
        let total = snapshot.versions.count
        let isCut = rows.count < total
        let title = isCut ? "VERSION \(rows.lowerBound + 1)–\(rows.upperBound)/\(total)" : "VERSION"
        let style = Style(.heading)
        frame.draw(title, row: area.row, column: Self.markColumns, style: style, width: plan.nameWidth)
        var column = Self.markColumns + plan.nameWidth + Self.gap
        for item in plan.columns {
            draw(item.heading, in: &frame, row: area.row, column: column, as: item, style: style)
            column += item.width + Self.gap
        }
        guard plan.sparkWidth > 0 else { return }
        frame.draw("RATE", row: area.row, column: column + 1, style: style)
    }

    private func draw(_ line: TableRow, _ plan: Plan, in frame: inout Frame, row: Int) {
        let name = name(of: line.version)
        let mark = (line.isSelected ? "▸" : " ") + " " + (line.isActive ? "●" : " ")
        frame.draw(mark, row: row, column: 0, style: Style(line.isActive ? .good : .plain))
        let nameStyle = Style(line.isActive ? .good : .plain)
        frame.draw(name, row: row, column: Self.markColumns, style: nameStyle, width: plan.nameWidth)
        var column = Self.markColumns + plan.nameWidth + Self.gap
        for item in plan.columns {
            let (text, role) = item.cell(line)
            draw(text, in: &frame, row: row, column: column, as: item, style: Style(role))
            column += item.width + Self.gap
        }
        drawSparkline(of: line.version.id, in: &frame, row: row, column: column + 1, width: plan.sparkWidth)
        guard line.isSelected else { return }
        frame.restyle(Area(row: row, column: 0, rows: 1, columns: frame.size.columns)) { $0.isSelected = true }
    }

    private func draw(
        _ text: String,
        in frame: inout Frame,
        row: Int,
        column: Int,
        as item: TableColumn,
        style: Style
    ) {
        if item.isNumber {
            frame.draw(text, row: row, endingAt: column + item.width, style: style, width: item.width)
        } else {
            frame.draw(text, row: row, column: column, style: style, width: item.width)
        }
    }

    /// Every row has the same scale, so that their heights compare.
    private func drawSparkline(of id: VersionID, in frame: inout Frame, row: Int, column: Int, width: Int) {
        guard width > 0 else { return }
        let rates = state.timeline.rates(of: id, last: width)
        let highest = state.timeline.highestRate(last: width)
        let text = rates.map { state.look.glyphs.spark(highest > 0 ? $0 / highest : 0) }.joined()
        let blank = String(repeating: " ", count: width - rates.count)
        frame.draw(blank + text, row: row, column: column, style: Style(.bar(0)))
    }
}
