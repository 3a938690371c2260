#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A moment as a line tells it: RFC 3339 in UTC with microseconds, `2026-03-01T14:02:11.034187Z`.
package struct LineTime: Sendable, Equatable {
    /// Microseconds since 1970.
    let microseconds: Int64

    /// - Parameter microseconds: since 1970; clamped to the years 1970 to 9999.
    package init(microseconds: Int64) {
        self.microseconds = min(max(0, microseconds), 253_402_300_799_999_999)
    }

    /// - Parameter unix: seconds since 1970.
    package init(unix: Double) {
        self.init(microseconds: unix.isFinite ? Int64(min(max(0, unix), 253_402_300_799) * 1e6) : 0)
    }

    package static var now: LineTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return LineTime(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec / 1000))
    }

    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let form = Array("0000-00-00T00:00:00.000000Z".utf8)

    func append(to bytes: inout [UInt8]) {
        let seconds = microseconds / 1_000_000
        let (year, month, day) = Self.date(ofDay: seconds / 86_400)
        let second = seconds % 86_400
        let start = bytes.count
        bytes.append(contentsOf: Self.form)
        bytes.withUnsafeMutableBufferPointer { bytes in
            func put(_ value: Int64, digits: Range<Int>) {
                var rest = value
                for index in digits.reversed() {
                    bytes[start + index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
            }
            put(year, digits: 0..<4)
            put(month, digits: 5..<7)
            put(day, digits: 8..<10)
            put(second / 3600, digits: 11..<13)
            put(second / 60 % 60, digits: 14..<16)
            put(second % 60, digits: 17..<19)
            put(microseconds % 1_000_000, digits: 20..<26)
        }
    }

    /// The date of a day since 1970 in the Gregorian calendar, counted in years that begin in March: there the leap day
    /// is the last.
    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        return (
            yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }
}
