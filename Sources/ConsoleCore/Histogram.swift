/// The latencies of the last polls: a bar for each line, its count, and where the quantiles lie.
struct Histogram {
    let counts: LatencyCounts
    let rows: [BucketRow]
    let glyphs: GlyphSet

    /// The quantiles that are shown.
    static let marks: [(name: String, share: Double)] = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)]

    private static let countColumns = 7
    private static let markColumns = 11

    func draw(in frame: inout Frame, area: Area) {
        let barColumns = area.columns - Self.countColumns - Self.markColumns - 2
        guard barColumns > 0 else { return }
        let values = rows.map { $0.count(in: counts) }
        let highest = values.max() ?? 0
        let quantiles = Self.marks.map { counts.quantile($0.share)?.bucket }
        for (line, value) in values.enumerated() {
            let row = area.row + line
            let role = role(of: rows[line], quantiles)
            let bar = bar(value, of: highest, columns: barColumns)
            frame.draw(bar, row: row, column: area.column, style: Style(role))
            let end = area.column + barColumns + 1 + Self.countColumns
            let count = value > 0 ? Figures.count(value) : ""
            frame.draw(count, row: row, endingAt: end, width: Self.countColumns)
            frame.draw(names(in: rows[line], quantiles), row: row, column: end + 1, style: Style(role))
        }
    }

    /// What is not nothing shows at least an eighth of a column.
    private func bar(_ value: Double, of highest: Double, columns: Int) -> String {
        guard value > 0, highest > 0 else { return "" }
        let eighths = Int(clamping: (value / highest * Double(columns * 8)).rounded())
        return glyphs.bar(eighths: max(glyphs == .ascii ? 8 : 1, eighths))
    }

    private func names(in row: BucketRow, _ quantiles: [Int?]) -> String {
        zip(Self.marks, quantiles)
            .filter { $0.1.map(row.buckets.contains) ?? false }
            .map(\.0.name)
            .joined(separator: " ")
    }

    /// Lines up to the median, up to p95, up to p99 and beyond have a colour each.
    private func role(of row: BucketRow, _ quantiles: [Int?]) -> Role {
        let passed = quantiles.compactMap(\.self).prefix { $0 < row.buckets.lowerBound }.count
        return .bar(passed)
    }
}
