/// How long to wait before connecting again: longer with each failure, so that a server that starts is not overrun.
struct EventPauses {
    private static let steps: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8)]
    private var failures = 0

    mutating func next() -> Duration {
        defer { failures = min(failures + 1, Self.steps.count - 1) }
        return Self.steps[failures]
    }

    mutating func succeeded() {
        failures = 0
    }
}
