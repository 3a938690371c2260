/// Draws what the console knows.
package enum Picture {
    /// Below this the parts of the picture do not fit; it says so instead.
    private static let smallest = Size(columns: 24, rows: 5)

    /// The picture of a state on a screen of some size.
    ///
    /// - Complexity: O(cells + observations shown); nothing is kept between pictures.
    package static func render(_ state: ConsoleState, size: Size) -> Frame {
        var frame = Frame(size: size, glyphs: state.look.glyphs)
        guard size.columns >= smallest.columns, size.rows >= smallest.rows else {
            frame.draw("too small: 40×10 at least", row: 0, column: 0)
            return frame
        }
        let layout = Layout(state: state, size: size)
        TitleLine(state: state).draw(in: &frame)
        drawBody(of: state, in: &frame, layout: layout)
        MessageArea(state: state).draw(in: &frame, area: layout.message)
        FooterLine(state: state).draw(in: &frame, row: layout.footer)
        return frame
    }

    private static func drawBody(of state: ConsoleState, in frame: inout Frame, layout: Layout) {
        switch state.screen {
        case .help: TextPage.help(state).draw(in: &frame, area: layout.body, top: state.screen.top)
        case .details(let id, let top): TextPage.details(of: id, state).draw(in: &frame, area: layout.body, top: top)
        case .overview: drawOverview(of: state, in: &frame, layout: layout)
        }
    }

    private static func drawOverview(of state: ConsoleState, in frame: inout Frame, layout: Layout) {
        guard let snapshot = state.snapshot else {
            let text =
                state.connection.failure == nil
                ? "connecting to \(state.address) …" : "no answer yet from \(state.address)"
            frame.draw(text, row: layout.body.row + layout.body.rows / 3, column: 2, style: Style(.faint))
            return
        }
        if let row = layout.summary { SummaryLine(state: state, snapshot: snapshot).draw(in: &frame, row: row) }
        VersionTable(state: state, snapshot: snapshot).draw(in: &frame, area: layout.table)
        if let area = layout.latency { LatencyPanel(state: state).draw(in: &frame, area: area) }
        if !state.isFresh, !state.isPaused {
            frame.restyle(layout.body) { $0.isStale = true }
        }
    }
}
