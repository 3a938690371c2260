import ModelSwitchAPI

/// A column of the version table.
struct TableColumn: Sendable {
    let heading: String
    let width: Int
    /// Whether text stands at the right end.
    let isNumber: Bool
    /// Which columns go first on a narrow screen: the highest.
    let rank: Int
    let cell: @Sendable (TableRow) -> (text: String, role: Role)

    init(
        _ heading: String,
        width: Int,
        isNumber: Bool = true,
        rank: Int,
        cell: @escaping @Sendable (TableRow) -> (text: String, role: Role)
    ) {
        self.heading = heading
        self.width = width
        self.isNumber = isNumber
        self.rank = rank
        self.cell = cell
    }

    /// The columns after the version's name, left to right.
    static let all: [TableColumn] = [
        TableColumn("STATE", width: 9, isNumber: false, rank: 0) { ($0.stateWord, $0.stateRole) },
        TableColumn("REQ/S", width: 7, rank: 1) { row in
            (row.figures.map { Figures.rate($0.rate) } ?? Figures.unknown, .plain)
        },
        TableColumn("ERR %", width: 6, rank: 4) { row in
            guard let share = row.figures?.errorShare else { return (Figures.unknown, .faint) }
            return (Figures.percent(share), share > 0.01 ? .bad : share > 0 ? .warning : .plain)
        },
        TableColumn("P50", width: 7, rank: 2) { $0.quantile(0.5, from: 2) },
        TableColumn("P99", width: 7, rank: 3) { $0.quantile(0.99, from: 100) },
        TableColumn("MEMORY", width: 8, rank: 5) { row in
            (row.version.memoryBytes.map { Figures.bytes(Double($0)) } ?? Figures.unknown, .plain)
        },
        TableColumn("LOAD", width: 7, rank: 6) { row in
            (row.version.loadTime.map(Figures.duration) ?? Figures.unknown, .plain)
        },
    ]
}
