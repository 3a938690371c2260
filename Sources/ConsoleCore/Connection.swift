/// When to ask the server, and what came of it.
struct Connection: Equatable, Sendable {
    /// The intervals that `+` and `-` step through, in seconds.
    static let intervals: [Double] = [0.25, 0.5, 1, 2, 5, 10, 30, 60]
    /// Seconds before the first, second… attempt after a failure.
    private static let retryDelays: [Double] = [1, 2, 4, 8, 15]

    /// Seconds from one poll to the next.
    private(set) var interval: Double
    private(set) var failure: ServerFailure?
    /// When the last good answer came.
    private(set) var lastGood: Moment?
    /// When the last poll was sent.
    private(set) var lastAsked: Moment?
    private var isPolling = false
    private var failures = 0
    /// When the next poll is due, on the monotonic clock.
    private var due = -Double.infinity
    private var asksAgain = false
    /// When a poll is due because the server told of something.
    private var early: Double?

    /// Seconds between polls at least, however much a server tells.
    private static let shortestPause = 0.25

    init(interval: Double) {
        self.interval = min(max(interval, 0.1), 3600)
    }

    /// Begins a poll if it is time for one.
    mutating func beginPoll(at now: Moment) -> Bool {
        guard !isPolling, now.monotonic >= due else { return false }
        isPolling = true
        asksAgain = false
        early = nil
        lastAsked = now
        return true
    }

    mutating func succeeded(at now: Moment) {
        isPolling = false
        failure = nil
        failures = 0
        lastGood = now
        let asked = lastAsked?.monotonic ?? now.monotonic
        due = asksAgain ? now.monotonic : max(now.monotonic, min(asked + interval, early ?? .infinity))
    }

    mutating func failed(_ failure: ServerFailure, at now: Moment) {
        isPolling = false
        self.failure = failure
        let delay = Self.retryDelays[min(failures, Self.retryDelays.count - 1)]
        failures = min(failures + 1, Self.retryDelays.count)
        due = now.monotonic + delay
    }

    /// Asks for a poll at once, and for one more if one is under way: its answer may be older than the question.
    mutating func askSoon(at now: Moment) {
        due = now.monotonic
        asksAgain = isPolling
    }

    /// Asks for a poll soon, because something happened; other than ``askSoon(at:)`` not more often than a server may.
    mutating func askEarly(at now: Moment) {
        let moment = max(now.monotonic, (lastAsked?.monotonic ?? -.infinity) + Self.shortestPause)
        if isPolling { early = moment } else { due = min(due, moment) }
    }

    mutating func setInterval(_ seconds: Double, at now: Moment) {
        interval = seconds
        guard failure == nil else { return }
        due = min(due, now.monotonic + seconds)
    }

    /// Seconds until the next poll; absent while one is under way.
    func secondsUntilPoll(at now: Moment) -> Double? {
        isPolling ? nil : max(0, due - now.monotonic)
    }

    /// Whether the last answer still tells how things are.
    func isFresh(at now: Moment) -> Bool {
        guard failure == nil, let lastGood else { return false }
        return now.seconds(since: lastGood) <= 2 * interval + 2
    }
}
