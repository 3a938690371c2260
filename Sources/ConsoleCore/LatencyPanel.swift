/// How long the answers of the selected version took: a heat map over time and a histogram of now.
struct LatencyPanel {
    let state: ConsoleState

    func draw(in frame: inout Frame, area: Area) {
        guard let selection = state.selection else { return }
        let recent = state.timeline.latency(of: selection, last: Timeline.window)
        guard area.rows > 3 else { return drawOneLine(selection, recent, in: &frame, area: area) }
        drawTitle(selection, recent, in: &frame, area: area)
        let panes = LatencyPanes(area: area)
        let shown = state.timeline.latency(of: selection, last: max(panes.heatColumns, Timeline.window))
        let rows = shown.map { BucketRow.rows(for: $0, limit: panes.rowLimit) } ?? []
        guard !rows.isEmpty, let recent else { return drawNothing(selection, in: &frame, area: area) }
        drawLabels(rows, in: &frame, row: panes.top)
        if panes.heatColumns > 0 {
            HeatMap(state: state, id: selection, rows: rows).draw(in: &frame, area: panes.heatMap(rows: rows.count))
        }
        let histogram = Histogram(counts: recent, rows: rows, glyphs: state.look.glyphs)
        histogram.draw(in: &frame, area: panes.histogram(rows: rows.count))
    }

    private func drawTitle(_ id: VersionID, _ recent: LatencyCounts?, in frame: inout Frame, area: Area) {
        let name = "LATENCY \(id.version)"
        let end = frame.draw(name, row: area.row, column: 1, style: Style(.section), width: area.columns / 2)
        guard let recent, recent.total > 0 else { return }
        let quantiles = quantiles(recent)
        let quantileEnd = frame.draw(quantiles, row: area.row, column: end + 2)
        let seen = "\(Figures.count(recent.total)) requests in \(Figures.interval(windowSeconds))"
        let used = state.look.glyphs.columns(of: seen)
        guard quantileEnd + 2 + used < area.columns else { return }
        frame.draw(seen, row: area.row, endingAt: area.columns - 1, style: Style(.faint), width: used)
    }

    private func drawOneLine(_ id: VersionID, _ recent: LatencyCounts?, in frame: inout Frame, area: Area) {
        let text = recent.map(quantiles) ?? "no requests"
        let end = frame.draw(id.version, row: area.row, column: 1, style: Style(.section), width: area.columns / 3)
        frame.draw(text, row: area.row, column: end + 2)
    }

    private func drawNothing(_ id: VersionID, in frame: inout Frame, area: Area) {
        frame.draw(reasonForNothing(id), row: area.row + 2, column: 3, style: Style(.faint))
    }

    private func reasonForNothing(_ id: VersionID) -> String {
        if state.timeline.columns.isEmpty { return "waiting for the second poll" }
        let failed = state.timeline.figures(of: id)?.errors ?? 0
        guard failed > 0 else { return "no requests to \(id.version) since this console started" }
        let count = Figures.count(failed)
        return "\(id.version) answered none of \(count) requests: model_prediction_errors_total in /metrics says why"
    }

    private func drawLabels(_ rows: [BucketRow], in frame: inout Frame, row: Int) {
        let width = LatencyPanes.labelColumns
        for (line, bucket) in rows.enumerated() {
            frame.draw(bucket.label, row: row + line, endingAt: width, style: Style(.faint), width: width)
        }
    }

    private func quantiles(_ counts: LatencyCounts) -> String {
        let figures = Histogram.marks.compactMap { name, share in
            counts.quantile(share).map { "\(name) \($0.text)" }
        }
        return figures.isEmpty ? "no requests" : figures.joined(separator: "  ")
    }

    private var windowSeconds: Double {
        state.timeline.columns.suffix(Timeline.window).reduce(0) { $0 + $1.seconds }.rounded()
    }
}
