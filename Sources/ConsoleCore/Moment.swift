/// A point in time, as the clocks outside gave it.
package struct Moment: Sendable, Hashable {
    /// Seconds on a clock that only goes forward: for ages and rates.
    package var monotonic: Double
    /// Unix seconds: for times of day.
    package var unix: Double
    /// Seconds that the local time is ahead of UTC.
    package var zoneOffset: Int

    package init(monotonic: Double, unix: Double, zoneOffset: Int = 0) {
        self.monotonic = monotonic
        self.unix = unix
        self.zoneOffset = zoneOffset
    }

    /// Seconds from `earlier` to this moment, never less than 0.
    func seconds(since earlier: Moment) -> Double {
        max(0, monotonic - earlier.monotonic)
    }
}
