import ModelSwitchAPI

/// All that the console knows: events change it, and say what has to be done outside.
///
/// A value without clocks, sockets or a terminal, so that any situation can be set up and looked at.
package struct ConsoleState: Sendable, Equatable {
    /// Seconds that a note about a key stays.
    private static let noteSeconds = 6.0
    /// Activations that are kept for showing.
    private static let historyLimit = 100

    /// The server's address as it may be shown.
    let address: String
    let isReadOnly: Bool
    let look: Look

    package internal(set) var size: Size
    var now = Moment(monotonic: 0, unix: 0)
    var connection: Connection
    var isPaused = false
    var pausedAt: Moment?
    var snapshot: Snapshot?
    var timeline = Timeline()
    /// The activations, newest first.
    var history: [HistoryEntry] = []
    /// The generation that the history was fetched at.
    private var historyGeneration: Int?
    var selection: VersionID?
    var screen = Screen.overview
    var question: Question?
    var running: RunningAction?
    /// An action whose answer never came: what the server says next tells how it ended.
    var lost: RunningAction?
    /// How the last action ended; stays until the next one or until it is put away.
    var result: Message?
    private var note: (message: Message, since: Moment)?
    /// What the next poll is compared with.
    private var baseline: (metrics: ServerMetrics, active: VersionID?, taken: Moment)?
    private var lastActionEnded: Moment?

    package init(address: String, interval: Double, isReadOnly: Bool, look: Look, size: Size) {
        self.address = address
        self.isReadOnly = isReadOnly
        self.look = look
        self.size = size
        connection = Connection(interval: interval)
    }

    /// Takes in what happened.
    ///
    /// - Returns: what has to be done, in this order.
    package mutating func apply(_ event: ConsoleEvent, at now: Moment) -> [ConsoleEffect] {
        self.now = now
        var effects: [ConsoleEffect] = []
        switch event {
        case .started: effects = [.listen]
        case .tick: break
        case .serverSaid(let event): hear(event)
        case .polled(let poll): receive(poll)
        case .pollFailed(let failure): connection.failed(failure, at: now)
        case .key(let key): effects = press(key)
        case .resized(let size): self.size = size
        case .actionEnded(let outcome, let elapsed): finish(outcome, elapsed: elapsed)
        }
        withdrawOutdatedQuestion()
        return effects + duePoll()
    }

    /// Seconds until the picture changes by itself: until a poll is due, and a second at most.
    package func secondsUntilTick(at now: Moment) -> Double {
        guard !isPaused, let poll = connection.secondsUntilPoll(at: now) else { return 1 }
        return min(1, poll)
    }

    /// Whether the picture shows how things are; actions need that.
    var isFresh: Bool { connection.isFresh(at: now) && !isPaused }

    var mode: Mode {
        if question != nil { return .question }
        return screen == .overview ? .table : .page
    }

    /// The sentence to show, most urgent first.
    var message: Message? {
        if let question { return Message(text: question.text, role: .question) }
        if let note, now.seconds(since: note.since) < Self.noteSeconds { return note.message }
        if let running {
            return Message(
                text: "\(running.action.progress) … \(Figures.age(now.seconds(since: running.since)))",
                role: .warning
            )
        }
        if let failure = connection.failure { return Message(text: failure.sentence, role: .bad) }
        if let result { return result }
        return snapshot?.poll.metricsProblem.map { Message(text: $0, role: .warning) }
    }

    /// Says something for some seconds.
    mutating func say(_ text: String, as role: Role = .warning) {
        note = (Message(text: text, role: role), now)
    }

    /// Makes room for what follows: no earlier note or result may stand in its place.
    mutating func putMessageAway() {
        note = nil
        result = nil
    }

    private mutating func duePoll() -> [ConsoleEffect] {
        guard !isPaused, connection.beginPoll(at: now) else { return [] }
        return [.poll(knownGeneration: historyGeneration)]
    }

    private mutating func receive(_ poll: Poll) {
        // What was said about the lost connection is no longer true.
        if connection.failure != nil { note = nil }
        connection.succeeded(at: now)
        guard !isOlderThanLastAction(poll) else { return connection.askSoon(at: now) }
        let fresh = Snapshot(taken: now, poll: poll, metrics: ServerMetrics(poll.families))
        if !poll.families.isEmpty { compare(fresh) }
        follow(selectionIn: fresh)
        snapshot = fresh
        if let entries = poll.history {
            history = Array(entries.prefix(Self.historyLimit))
            historyGeneration = poll.active.generation
        }
        resolveLostAction(in: fresh)
    }

    /// Whether an answer was on its way already when the last action ended, and tells of the time before it.
    private func isOlderThanLastAction(_ poll: Poll) -> Bool {
        guard let ended = lastActionEnded, let asked = connection.lastAsked, let snapshot else { return false }
        return asked.monotonic < ended.monotonic && poll.active.generation < snapshot.generation
    }

    private mutating func compare(_ fresh: Snapshot) {
        if let baseline {
            let seconds = now.seconds(since: baseline.taken)
            // What a moment holds is chance: the extra poll after an action counts with the next one.
            guard seconds >= connection.interval / 4 else { return }
            let activated = fresh.active?.id == baseline.active ? nil : fresh.active?.id
            timeline.append(from: baseline.metrics, to: fresh.metrics, seconds: seconds, activated: activated)
            if timeline.columns.last?.isRestart == true {
                say("the server was restarted: its counters began again")
            }
        }
        baseline = (fresh.metrics, fresh.active?.id, now)
    }

    /// Keeps the selection on its version, or on the row where that was.
    private mutating func follow(selectionIn fresh: Snapshot) {
        if let selection, fresh.version(selection) != nil { return }
        let row = snapshot?.versions.firstIndex { $0.id == selection }
        if let row, !fresh.versions.isEmpty {
            selection = fresh.versions[min(row, fresh.versions.count - 1)].id
        } else {
            selection = (fresh.active ?? fresh.versions.first)?.id
        }
    }

    mutating func actionEnded() {
        lastActionEnded = now
        connection.askSoon(at: now)
    }

    package static func == (left: ConsoleState, right: ConsoleState) -> Bool {
        left.size == right.size && left.snapshot == right.snapshot && left.message == right.message
            && left.screen == right.screen && left.selection == right.selection && left.running == right.running
    }
}
