import ModelSwitchAPI

/// What the server tells by itself: a sentence where it matters, and a poll at once instead of at the next interval.
extension ConsoleState {
    mutating func hear(_ event: ServerEvent) {
        if let message = message(for: event) { result = message }
        connection.askEarly(at: now)
    }

    /// The sentence for an event; nil for one that the picture shows by itself, or that this console brought about.
    private func message(for event: ServerEvent) -> Message? {
        switch event.kind {
        case .switched, .rolledBack: isOwnOrKnown(event) ? nil : switchMessage(event)
        case .loadFailed where running?.action.target.version != event.version:
            Message(text: "\(subject(event)) failed to load: \(event.reason ?? "no reason given")", role: .bad)
        case .circuitOpened:
            Message(text: "\(subject(event)) is cut off: \(event.reason ?? "too many failures")", role: .bad)
        case .circuitHalfOpen:
            Message(text: "\(subject(event)) is tried again after it was cut off", role: .warning)
        case .circuitClosed: Message(text: "\(subject(event)) answers again", role: .good)
        case .draining: Message(text: "the server is shutting down", role: .warning)
        default: nil
        }
    }

    private func isOwnOrKnown(_ event: ServerEvent) -> Bool {
        switch running?.action {
        case .switchVersion, .rollBack: return true
        case .warm, nil: break
        }
        // Without a picture there is nothing yet that the event could have changed.
        guard let snapshot, let generation = event.generation else { return true }
        return generation <= snapshot.generation
    }

    private func switchMessage(_ event: ServerEvent) -> Message {
        let time = Figures.time(event.at, zoneOffset: now.zoneOffset)
        let verb = event.kind == .rolledBack ? "rolled back" : "switched"
        let reason = event.reason.map { ": \($0)" } ?? ""
        let who = event.who ?? "somebody"
        return Message(text: "\(subject(event)) active since \(time), \(verb) by \(who)\(reason)", role: .warning)
    }

    private func subject(_ event: ServerEvent) -> String {
        let version = event.version ?? "a version"
        guard snapshot?.hasSeveralModels == true, let model = event.model else { return version }
        return "\(model) \(version)"
    }
}
