import NIOCore

/// Holds a connection's, or a stream's, clock against the event loop's time, and ends what is overdue.
///
/// Its handlers tell it what happens; all of it lives on the channel's event loop.
final class ConnectionWatch {
    private var clock: ConnectionClock
    /// The beginning of the request that is being read.
    private(set) var line = RequestLine()
    private let channel: any Channel
    private var timer: Scheduled<Void>?
    private var timerAt = Double.infinity

    init(_ channel: any Channel, limits: ConnectionLimits) {
        self.channel = channel
        clock = ConnectionClock(limits: limits, at: Self.seconds(channel.eventLoop.now))
        arm()
    }

    /// Tells the clock what happened.
    func note(_ change: (inout ConnectionClock, _ now: Double) -> Void) {
        change(&clock, now)
        arm()
    }

    func received(_ bytes: ByteBufferView) {
        if clock.isBetweenRequests { line = RequestLine() }
        line.append(bytes)
        note { $0.received(at: $1) }
    }

    /// Ends the watch: the channel is closed.
    func end() {
        clock.stopReading()
        timer?.cancel()
        timer = nil
        timerAt = -.infinity
    }

    // MARK: - Time

    private var now: Double { Self.seconds(channel.eventLoop.now) }

    private static func seconds(_ time: NIODeadline) -> Double {
        Double(time.uptimeNanoseconds) / 1e9
    }

    /// Looks again at the deadline; a timer that comes too early is left as it is, since deadlines move with each request.
    private func arm() {
        guard let deadline = clock.deadline, deadline < timerAt else { return }
        timer?.cancel()
        timerAt = deadline
        let delay = TimeAmount.nanoseconds(Int64(max(0, min(deadline - now, 1e6)) * 1e9) + 1)
        timer = channel.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.ring() }
    }

    private func ring() {
        timer = nil
        timerAt = .infinity
        if let overdue = clock.overdue(at: now) { end(overdue) }
        arm()
    }

    private func end(_ overdue: ConnectionClock.Overdue) {
        switch overdue {
        case .head, .body, .lastBody:
            clock.stopReading()
            channel.pipeline.fireErrorCaught(ConnectionFault(overdue))
        case .first, .next, .answer:
            end()
            channel.close(promise: nil)
        }
    }
}
