/// How long a transfer may take: a grace, and the time that its bytes need at the slowest rate.
///
/// Time counts only while the other side is to blame for waiting.
struct Pace {
    private let grace: Double
    private let slowestRate: Double
    private var moved = 0.0
    private var spent = 0.0
    private var runningSince: Double?

    /// - Parameters:
    ///   - grace: seconds.
    ///   - slowestRate: bytes a second; without one, bytes earn no time.
    init(grace: Double, slowestRate: Double = .infinity, from now: Double) {
        self.grace = grace
        self.slowestRate = slowestRate
        runningSince = now
    }

    /// When the time is over; nil while it does not run.
    var deadline: Double? {
        runningSince.map { $0 + grace + moved / slowestRate - spent }
    }

    mutating func move(_ bytes: Int) {
        moved += Double(bytes)
    }

    mutating func run(_ isRunning: Bool, at now: Double) {
        if let since = runningSince {
            guard !isRunning else { return }
            spent += max(0, now - since)
            runningSince = nil
        } else if isRunning {
            runningSince = now
        }
    }
}
