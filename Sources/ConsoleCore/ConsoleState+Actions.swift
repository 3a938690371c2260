import ModelSwitchAPI

/// Changing the server: asking first, sending once, telling how it ended.
extension ConsoleState {
    /// Why an action cannot be taken now.
    func refusalOfAction(_ command: Command) -> String? {
        if isReadOnly { return "read-only: this console was started with --read-only" }
        if let reason = refusalOfConnection { return reason }
        if let running { return "busy: \(running.action.progress)" }
        if lost != nil { return "wait: how the last action ended is being looked up" }
        // What is sent names no model: it would change the default one, whatever row is selected.
        if snapshot?.hasSeveralModels == true { return "this server has several models: the console only watches it" }
        switch command {
        case .switchVersion: return refusalOfSwitch
        case .rollBack: return rollBackTarget == nil ? "nothing to roll back to: no version was active before" : nil
        case .warm: return refusalOfWarming
        default: return nil
        }
    }

    /// Puts the question that comes before an action.
    mutating func ask(_ command: Command) {
        guard let snapshot, let action = action(for: command) else { return }
        putMessageAway()
        question = Question(action: action, text: questionText(action, in: snapshot), generation: snapshot.generation)
    }

    mutating func confirm() -> [ConsoleEffect] {
        guard let question else { return [] }
        self.question = nil
        putMessageAway()
        running = RunningAction(action: question.action, generation: question.generation, since: now)
        return [.act(question.action, generation: question.generation)]
    }

    mutating func decline() {
        guard let action = question?.action else { return }
        question = nil
        say("\(action.noun): not sent", as: .plain)
    }

    /// Takes a question back that no longer tells what would happen.
    mutating func withdrawOutdatedQuestion() {
        guard let question else { return }
        if let reason = refusalOfConnection {
            self.question = nil
            say("\(question.action.noun): not sent; \(reason)")
        } else if let snapshot, snapshot.generation != question.generation {
            self.question = nil
            say(
                "\(question.action.noun): not sent; meanwhile \(snapshot.active?.version ?? "no version") became active"
            )
        }
    }

    mutating func finish(_ outcome: ActionOutcome, elapsed: Double) {
        guard let running else { return }
        self.running = nil
        putMessageAway()
        switch outcome {
        case .activation(let answer):
            result = message(for: answer, to: running.action, elapsed: elapsed)
            takeOver(answer, to: running.action)
        case .warmed(let version): result = message(forWarmed: version, elapsed: elapsed)
        case .failed(let failure) where failure.kind == .lost:
            lost = RunningAction(action: running.action, generation: running.generation, since: now)
            let text = "no answer to \(running.action.noun): \(failure.sentence) Looking at what the server says…"
            result = Message(text: text, role: .warning)
        case .failed(let failure):
            result = Message(text: "\(running.action.noun) was refused: \(failure.sentence)", role: .bad)
        }
        actionEnded()
    }

    /// Tells how an action ended whose answer never came; it is never sent again.
    mutating func resolveLostAction(in fresh: Snapshot) {
        guard let lost, let asked = connection.lastAsked, asked.monotonic >= lost.since.monotonic else { return }
        self.lost = nil
        let name = fresh.active?.version ?? "no version"
        switch lost.action {
        case .warm(let id):
            let state = fresh.version(id)?.state.rawValue ?? "gone"
            result = Message(
                text: "the answer to \(lost.action.noun) was lost; \(id.version) is \(state) now",
                role: .warning
            )
        case .switchVersion(let id), .rollBack(let id):
            let isDone = fresh.generation != lost.generation && fresh.active?.id == id
            let end = isDone ? "it went through" : "it did not happen so far"
            let text = "the answer to \(lost.action.noun) was lost; \(end): \(name) is active"
            result = Message(text: text, role: isDone ? .good : .warning)
        }
    }

    /// The version that a roll back goes to.
    var rollBackTarget: VersionID? {
        guard let snapshot, let active = snapshot.active else { return nil }
        return snapshot.poll.active.rollbackVersion.map { VersionID(model: active.model, version: $0) }
    }

    /// Shows what an answer says at once; the poll that follows tells the rest.
    private mutating func takeOver(_ answer: ActivationResult, to action: ServerAction) {
        guard answer.success, let version = answer.activeVersion, let generation = answer.generation else { return }
        guard let before = snapshot, generation > before.generation else { return }
        let isRollBack = if case .rollBack = action { true } else { false }
        let entry = HistoryEntry(
            model: action.target.model,
            generation: generation,
            from: before.active?.version,
            to: version,
            at: now.unix,
            who: "this console",
            reason: nil,
            kind: isRollBack ? "rollback" : "activate",
            digest: nil
        )
        history.insert(entry, at: 0)
        snapshot?.poll.active.activeVersion = version
        snapshot?.poll.active.generation = generation
        // Where a roll back from a roll back leads, the next poll tells.
        snapshot?.poll.active.rollbackVersion = isRollBack ? nil : before.active?.version
    }

    /// The version that an action is about: the one whose details are shown, or the selected one.
    var actionTarget: VersionObject? {
        switch screen {
        case .overview: selection.flatMap { snapshot?.version($0) }
        case .details(let id, _): snapshot?.version(id)
        case .help: nil
        }
    }

    private func action(for command: Command) -> ServerAction? {
        switch command {
        case .switchVersion: actionTarget.map { .switchVersion($0.id) }
        case .rollBack: rollBackTarget.map { .rollBack($0) }
        case .warm: actionTarget.map { .warm($0.id) }
        default: nil
        }
    }

    private var refusalOfConnection: String? {
        guard let snapshot else { return "not connected: the server has not answered yet" }
        if isPaused { return "paused: press Space to go on first, the picture may be old" }
        guard !connection.isFresh(at: now) else { return nil }
        return
            "disconnected: what is shown is \(Figures.age(now.seconds(since: snapshot.taken))) old, nothing is changed on it"
    }

    private var refusalOfTarget: String? {
        guard actionTarget == nil else { return nil }
        if case .help = screen { return "press Esc first: this page is for reading" }
        return "no version is selected"
    }

    private var refusalOfSwitch: String? {
        if let reason = refusalOfTarget { return reason }
        guard let snapshot, let target = actionTarget else { return nil }
        if snapshot.isActive(target) { return "\(target.version) is already active" }
        return target.exists ? nil : "\(target.version) is no longer there"
    }

    private var refusalOfWarming: String? {
        if let reason = refusalOfTarget { return reason }
        guard let target = actionTarget else { return nil }
        if target.state == .loading { return "\(target.version) is being loaded already" }
        return target.loaded ? "\(target.version) is already warm" : nil
    }

    private func message(for answer: ActivationResult, to action: ServerAction, elapsed: Double) -> Message {
        guard answer.success else { return Message(text: answer.message, role: .bad) }
        let time = Figures.time(now.unix, zoneOffset: now.zoneOffset)
        let name = answer.activeVersion ?? action.target.version
        return Message(text: "\(name) active since \(time), \(Figures.duration(elapsed))", role: .good)
    }

    private func message(forWarmed version: VersionObject, elapsed: Double) -> Message {
        guard version.loaded else {
            return Message(
                text: "\(version.version) is not warm: \(version.reason ?? version.state.rawValue)",
                role: .bad
            )
        }
        var text = "\(version.version) is warm, \(Figures.duration(elapsed))"
        if let rows = version.goldenRows { text += ", passed \(Figures.plural(rows, "golden row"))" }
        return Message(text: text, role: .good)
    }
}
