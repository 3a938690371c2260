import ModelSwitchAPI

/// The line under the title: what is active, since when, and who made it so.
struct SummaryLine {
    let state: ConsoleState
    let snapshot: Snapshot

    func draw(in frame: inout Frame, row: Int) {
        guard let active = snapshot.active else {
            frame.draw("no version is active", row: row, column: 1, style: Style(.warning))
            return
        }
        var column = frame.draw("\(active.model) is answered by ", row: row, column: 1, style: Style(.faint))
        column = frame.draw(active.version, row: row, column: column, style: Style(.good))
        frame.draw(story(of: active), row: row, column: column, style: Style(.faint))
    }

    private func story(of active: VersionObject) -> String {
        guard let last = state.history.first(where: { $0.model == active.model }), last.to == active.version else {
            return " (generation \(snapshot.generation))"
        }
        let age = Figures.age(max(0, state.now.unix - last.at))
        let before = last.from.map { ", before that \($0)" } ?? ""
        let kind = last.kind == "activate" ? "switched" : last.kind == "rollback" ? "rolled back" : last.kind
        let reason = last.reason.map { ": \($0)" } ?? ""
        return " for \(age)\(before); \(kind) by \(last.who)\(reason)"
    }
}
