/// Where the heat map and the histogram stand under the title of the latency panel.
struct LatencyPanes {
    /// Columns of the screen from which the heat map stands beside the histogram.
    private static let heatMapFrom = 100
    private static let histogramColumns = 36
    static let labelColumns = 7

    private let area: Area
    /// The width of the heat map; 0 where there is no room for it.
    let heatColumns: Int

    init(area: Area) {
        self.area = area
        let room = area.columns - Self.labelColumns - 1
        let beside = max(Self.histogramColumns, area.columns * 3 / 8) + 3
        heatColumns = area.columns >= Self.heatMapFrom ? max(0, room - beside) : 0
    }

    /// The first line of both.
    var top: Int { area.row + 1 }

    /// As many lines as there may be; the heat map has its axis below them.
    var rowLimit: Int { area.rows - 1 - (heatColumns > 0 ? 1 : 0) }

    func heatMap(rows: Int) -> Area {
        Area(row: top, column: Self.labelColumns + 1, rows: rows, columns: heatColumns)
    }

    func histogram(rows: Int) -> Area {
        let column = Self.labelColumns + 1 + (heatColumns > 0 ? heatColumns + 2 : 0)
        return Area(row: top, column: column, rows: rows, columns: area.columns - column - 1)
    }
}
