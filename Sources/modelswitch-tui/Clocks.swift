import ConsoleCore
import Foundation

/// The machine's clocks.
enum Clocks {
    private static let start = ContinuousClock.now

    static func now() -> Moment {
        let elapsed = start.duration(to: .now)
        return Moment(
            monotonic: elapsed / .seconds(1),
            unix: Date.now.timeIntervalSince1970,
            zoneOffset: TimeZone.current.secondsFromGMT()
        )
    }
}
