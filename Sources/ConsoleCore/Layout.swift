/// Which part of the picture stands where.
struct Layout: Equatable {
    /// All between title and message.
    let body: Area
    /// The line that says what is active since when; absent on a low screen.
    let summary: Int?
    /// Headings and rows of the versions.
    let table: Area
    /// Absent where no line is left for it.
    let latency: Area?
    let message: Area
    let footer: Int

    init(state: ConsoleState, size: Size) {
        let message = Self.messageRows(state, size: size)
        footer = size.rows - 1
        self.message = Area(row: footer - message, column: 0, rows: message, columns: size.columns)
        body = Area(row: 1, column: 0, rows: self.message.row - 1, columns: size.columns)

        let isRoomy = size.rows >= 20
        summary = size.rows >= 14 ? body.row : nil
        let tableTop = body.row + (summary == nil ? 0 : 1) + (isRoomy ? 1 : 0)
        let room = max(0, body.row + body.rows - tableTop)
        let wanted = 1 + max(1, state.snapshot?.versions.count ?? 0)
        // The latency gets at least half; one line of it is worth more than the last version.
        table = Area(row: tableTop, column: 0, rows: min(wanted, max(3, room / 2), room), columns: size.columns)
        let gap = isRoomy ? 1 : 0
        let rest = Area(
            row: table.row + table.rows + gap,
            column: 0,
            rows: room - table.rows - gap,
            columns: size.columns
        )
        latency = rest.rows > 0 ? rest : nil
    }

    /// A line for the message at least, so that nothing jumps when one comes; more when it needs them.
    private static func messageRows(_ state: ConsoleState, size: Size) -> Int {
        guard let message = state.message else { return 1 }
        let lines = state.look.glyphs.wrapped(message.text, columns: size.columns - 2).count
        return min(max(1, lines), max(1, size.rows - 4))
    }
}

extension ConsoleState {
    /// The first line shown when a page is scrolled to its end.
    var lastTopOfPage: Int {
        let page: TextPage
        switch screen {
        case .overview: return 0
        case .help: page = .help(self)
        case .details(let id, _): page = .details(of: id, self)
        }
        return page.lastTop(in: Layout(state: self, size: size).body)
    }
}
