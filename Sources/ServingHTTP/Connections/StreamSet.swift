import NIOCore

/// The streams of an HTTP/2 connection; lives on the connection's event loop.
///
/// Closes the connection when it had no stream for too long: Hummingbird takes leave politely, and waits for a client that
/// never answers.
final class StreamSet {
    private let channel: any Channel
    private let limits: ConnectionLimits
    private var watches: [ObjectIdentifier: ConnectionWatch] = [:]
    /// Seconds since which there is no stream, and for how long that is allowed.
    private var quietSince: Double
    private var allowedQuiet: Double
    private var isLeaving = false
    private var timer: Scheduled<Void>?

    /// How often to look.
    private static let interval = TimeAmount.milliseconds(250)
    /// How long a client has, beyond the idle timeout, to take its leave.
    private static let politeness = 5.0
    /// How long a stream may take to arrive after the shutdown began.
    private static let grace = 1.0

    init(_ channel: any Channel, limits: ConnectionLimits) {
        self.channel = channel
        self.limits = limits
        quietSince = Self.seconds(channel)
        allowedQuiet = limits.headerTimeout
        schedule()
    }

    var eventLoop: any EventLoop { channel.eventLoop }

    func open(_ watch: ConnectionWatch) {
        watches[ObjectIdentifier(watch)] = watch
        if isLeaving { watch.note { $0.leave(at: $1) } }
    }

    func close(_ watch: ConnectionWatch) {
        watches[ObjectIdentifier(watch)] = nil
        quietSince = Self.seconds(channel)
        allowedQuiet = isLeaving ? Self.grace : limits.idleTimeout + Self.politeness
    }

    /// The server was told to stop.
    func leave() {
        guard !isLeaving else { return }
        isLeaving = true
        quietSince = Self.seconds(channel)
        allowedQuiet = Self.grace
        for watch in watches.values { watch.note { $0.leave(at: $1) } }
    }

    /// The connection is closed.
    func end() {
        timer?.cancel()
        timer = nil
        watches = [:]
    }

    private func schedule() {
        timer = channel.eventLoop.assumeIsolated().scheduleTask(in: Self.interval) { [weak self] in self?.look() }
    }

    private func look() {
        guard watches.isEmpty, Self.seconds(channel) - quietSince >= allowedQuiet else { return schedule() }
        end()
        channel.close(promise: nil)
    }

    private static func seconds(_ channel: any Channel) -> Double {
        Double(channel.eventLoop.now.uptimeNanoseconds) / 1e9
    }
}
