/// What a client owes, and until when: a value that is told what happens on a connection or a stream.
///
/// Times are seconds of a monotonic clock.
struct ConnectionClock {
    /// What did not happen in time.
    enum Overdue: Equatable {
        /// The first byte.
        case first
        case head
        case body
        /// The rest of a body, while the server is waiting to stop.
        case lastBody
        /// Another request.
        case next
        /// Taking the answer.
        case answer
    }

    private enum Phase {
        case unused
        case waiting
        case head
        case body
        /// Whatever comes is of no interest any more.
        case stopped
    }

    private let limits: ConnectionLimits
    private var phase = Phase.unused
    /// Of what is being waited for in this phase.
    private var pace: Pace
    /// While there is something that the client has to take.
    private var writing: Pace?
    private var unanswered = 0
    private var queuedBytes = 0
    private var queuedEnds = 0
    private var isWritable = true
    private var leavingSince: Double?

    init(limits: ConnectionLimits, at now: Double) {
        self.limits = limits
        pace = Pace(grace: limits.headerTimeout, from: now)
    }

    /// Whether the next byte begins a request.
    var isBetweenRequests: Bool { phase == .unused || phase == .waiting }

    // MARK: - Requests

    /// Bytes arrived.
    mutating func received(at now: Double) {
        guard isBetweenRequests else { return }
        phase = .head
        pace = Pace(grace: limits.headerTimeout, from: now)
    }

    mutating func headEnded(at now: Double) {
        guard phase != .stopped else { return }
        unanswered += 1
        phase = .body
        pace = Pace(grace: limits.bodyTimeout, slowestRate: limits.slowestRate, from: now)
    }

    mutating func bodyReceived(_ bytes: Int) {
        if phase == .body { pace.move(bytes) }
    }

    mutating func requestEnded(at now: Double) {
        guard phase == .body else { return }
        wait(from: now)
    }

    /// The server takes bytes, or lets them wait, for which the client is not to blame.
    mutating func take(_ isTaking: Bool, at now: Double) {
        if phase == .head || phase == .body { pace.run(isTaking, at: now) }
    }

    /// Nothing that comes is of interest any more.
    mutating func stopReading() {
        phase = .stopped
    }

    private mutating func wait(from now: Double) {
        phase = .waiting
        pace = Pace(grace: limits.idleTimeout, from: now)
    }

    // MARK: - Answers

    /// A large piece of an answer waits to be written.
    mutating func queued(_ bytes: Int, at now: Double) {
        queuedBytes += bytes
        updateWriting(at: now)
    }

    mutating func written(_ bytes: Int, at now: Double) {
        queuedBytes -= bytes
        writing?.move(bytes)
        updateWriting(at: now)
    }

    mutating func endQueued(at now: Double) {
        queuedEnds += 1
        updateWriting(at: now)
    }

    /// The last byte of an answer is out.
    mutating func endWritten(at now: Double) {
        queuedEnds -= 1
        // A problem that no request asked for has an end too.
        unanswered = max(0, unanswered - 1)
        if phase == .waiting { wait(from: now) }
        updateWriting(at: now)
    }

    mutating func writabilityChanged(_ isWritable: Bool, at now: Double) {
        self.isWritable = isWritable
        updateWriting(at: now)
    }

    private mutating func updateWriting(at now: Double) {
        if queuedBytes == 0, queuedEnds == 0, isWritable {
            writing = nil
        } else if writing == nil {
            writing = Pace(grace: limits.writeTimeout, slowestRate: limits.slowestRate, from: now)
        }
    }

    // MARK: - The end

    /// The server was told to stop.
    mutating func leave(at now: Double) {
        if leavingSince == nil { leavingSince = now }
    }

    /// When to look next; nil when nothing is waited for.
    var deadline: Double? {
        [readingDeadline, writingDeadline].compactMap(\.self).min()
    }

    /// What is late.
    func overdue(at now: Double) -> Overdue? {
        if let writingDeadline, writingDeadline <= now { return .answer }
        guard let readingDeadline, readingDeadline <= now else { return nil }
        switch phase {
        case .unused: return .first
        case .waiting: return .next
        case .head: return .head
        case .body: return leavingSince == nil ? .body : .lastBody
        case .stopped: return nil
        }
    }

    private var readingDeadline: Double? {
        switch phase {
        case .stopped: nil
        case .unused, .waiting: unanswered == 0 ? pace.deadline : nil
        case .head: pace.deadline
        case .body: Self.earlier(pace.deadline, leavingSince.map { $0 + limits.lastBodyTimeout })
        }
    }

    private var writingDeadline: Double? {
        writing.flatMap { Self.earlier($0.deadline, leavingSince.map { $0 + limits.lastAnswerTimeout }) }
    }

    private static func earlier(_ first: Double?, _ second: Double?) -> Double? {
        guard let first, let second else { return first ?? second }
        return min(first, second)
    }
}
