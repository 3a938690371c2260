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

    func append(to bytes: inout [UInt8]) {
        let seconds = microseconds / 1_000_000
        let (year, month, day) = Self.date(ofDay: seconds / 86_400)
        let second = seconds % 86_400
        Self.append(year, 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(month, 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(day, 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.append(second / 3600, 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(second / 60 % 60, 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(second % 60, 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Self.append(microseconds % 1_000_000, 6, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
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

    private static func append(_ value: Int64, _ digits: Int, to bytes: inout [UInt8]) {
        let end = bytes.count + digits
        for _ in 0..<digits { bytes.append(UInt8(ascii: "0")) }
        var rest = UInt64(truncatingIfNeeded: value)
        for place in 1...digits {
            bytes[end - place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
