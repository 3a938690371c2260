/// The line at the top: which server, and whether the picture is live.
struct TitleLine {
    let state: ConsoleState

    func draw(in frame: inout Frame) {
        let columns = frame.size.columns
        let style = Style(isLive ? .title : .titleAlert)
        frame.draw(String(repeating: " ", count: columns), row: 0, column: 0, style: style)
        let (title, status) = words(columns: columns - 4)
        let statusWidth = min(width(status), columns - 2)
        frame.draw(status, row: 0, endingAt: columns - 1, style: style, width: statusWidth)
        frame.draw(title, row: 0, column: 1, style: style, width: max(0, columns - statusWidth - 4))
    }

    /// The fullest title and status that fit beside each other; the status gives way last.
    private func words(columns: Int) -> (title: String, status: String) {
        for status in [status, shortStatus] {
            if let title = titles.first(where: { width($0) + width(status) <= columns }) { return (title, status) }
        }
        return (state.address, shortStatus)
    }

    private func width(_ text: String) -> Int { state.look.glyphs.columns(of: text) }

    private var isLive: Bool { state.isFresh || state.snapshot == nil && state.connection.failure == nil }

    /// From the fullest to the shortest.
    private var titles: [String] {
        let metrics = state.snapshot?.metrics
        let name = metrics?.serverVersion.map { "modelswitch \($0)" } ?? "modelswitch"
        let uptime = metrics?.startedAt.map { "up \(Figures.age(max(0, state.now.unix - $0)))" }
        return [[name, state.address, uptime], [name, state.address], [state.address]]
            .map { $0.compactMap(\.self).joined(separator: "  ") }
    }

    private var status: String {
        guard let lastGood = state.connection.lastGood, state.isFresh else {
            return state.connection.failure == nil || state.isPaused ? shortStatus : "\(shortStatus), \(retry)"
        }
        let time = Figures.time(lastGood.unix, zoneOffset: lastGood.zoneOffset)
        return "\(shortStatus), every \(Figures.interval(state.connection.interval)) · \(time)"
    }

    private var shortStatus: String {
        (state.isReadOnly ? "[RO] " : "") + connectionStatus
    }

    private var connectionStatus: String {
        let connection = state.connection
        if let pausedAt = state.pausedAt { return "PAUSED \(Figures.age(state.now.seconds(since: pausedAt)))" }
        let age = connection.lastGood.map { " \(Figures.age(state.now.seconds(since: $0)))" } ?? ""
        switch connection.failure?.kind {
        case .lost: return "disconnected" + age
        case .unauthorized: return "no access" + age
        case .refused: return "refused" + age
        case nil: break
        }
        guard connection.lastGood != nil else { return "connecting" }
        return state.isFresh ? "live" : "no answer for\(age)"
    }

    private var retry: String {
        guard let seconds = state.connection.secondsUntilPoll(at: state.now) else { return "retrying now" }
        return "retrying in \(Figures.age(seconds.rounded(.up)))"
    }
}
