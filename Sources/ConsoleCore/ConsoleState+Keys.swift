/// What keys do.
extension ConsoleState {
    mutating func press(_ key: Key) -> [ConsoleEffect] {
        guard let binding = KeyTable.binding(for: key, in: mode) else {
            if question == nil { say("\(key.name) does nothing here; ? lists the keys", as: .faint) }
            return []
        }
        if let reason = refusal(of: binding.command) {
            say(reason)
            return []
        }
        return perform(binding.command)
    }

    private mutating func perform(_ command: Command) -> [ConsoleEffect] {
        switch command {
        case .moveDown: move(by: 1)
        case .moveUp: move(by: -1)
        case .pageDown: move(by: max(1, size.rows / 2))
        case .pageUp: move(by: -max(1, size.rows / 2))
        case .moveFirst: move(by: -1_000_000)
        case .moveLast: move(by: 1_000_000)
        case .details: selection.map { screen = .details($0, top: 0) }
        case .help: screen = .help(top: 0)
        case .back: goBack()
        case .switchVersion, .rollBack, .warm: ask(command)
        case .confirm: return confirm()
        case .decline: decline()
        case .pause: togglePause()
        case .slower: stepInterval(by: 1)
        case .faster: stepInterval(by: -1)
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        }
        return []
    }

    /// Why a command does nothing now; absent when it works.
    func refusal(of command: Command) -> String? {
        switch command {
        case .switchVersion, .rollBack, .warm, .confirm: refusalOfAction(command)
        case .details where selection == nil: "there is no version to show yet"
        case .back where mode == .table && message == nil: "this is the first page; q quits"
        case .slower where nextInterval(by: 1) == nil: "polling is as slow as it gets"
        case .faster where nextInterval(by: -1) == nil: "polling is as fast as it gets"
        default: nil
        }
    }

    private mutating func move(by step: Int) {
        guard mode == .table else {
            screen.top = min(max(0, screen.top + step), lastTopOfPage)
            return
        }
        guard let snapshot, !snapshot.versions.isEmpty else { return }
        let row = snapshot.versions.firstIndex { $0.id == selection } ?? 0
        selection = snapshot.versions[min(max(0, row + step), snapshot.versions.count - 1)].id
    }

    private mutating func goBack() {
        if mode == .page {
            screen = .overview
        } else {
            putMessageAway()
        }
    }

    private mutating func togglePause() {
        isPaused.toggle()
        pausedAt = isPaused ? now : nil
        if !isPaused { connection.askSoon(at: now) }
    }

    private mutating func stepInterval(by step: Int) {
        guard let seconds = nextInterval(by: step) else { return }
        connection.setInterval(seconds, at: now)
        say("polling every \(Figures.interval(seconds))", as: .plain)
    }

    private func nextInterval(by step: Int) -> Double? {
        let current = connection.interval
        return step > 0
            ? Connection.intervals.first { $0 > current }
            : Connection.intervals.last { $0 < current }
    }
}
