/// Numbers as the console shows them; what is no number is shown as `-`.
enum Figures {
    static let unknown = "-"

    /// Such as `12,400`, and `12.4M` from ten million on.
    static func count(_ value: Double) -> String {
        guard value.isFinite, value >= 0 else { return unknown }
        if value >= 1e12 { return fixed(value / 1e12, digits: 1) + "T" }
        if value >= 1e9 { return fixed(value / 1e9, digits: 1) + "G" }
        if value >= 1e7 { return fixed(value / 1e6, digits: 1) + "M" }
        return grouped(Int(clamping: value.rounded()))
    }

    /// A number per second: one decimal below ten.
    static func rate(_ value: Double) -> String {
        guard value.isFinite, value >= 0 else { return unknown }
        return value > 0 && value < 9.95 ? fixed(value, digits: 1) : count(value)
    }

    /// A share as a percentage with one decimal; what is more than nothing never reads as 0.0.
    static func percent(_ share: Double) -> String {
        guard share.isFinite, share >= 0 else { return unknown }
        if share > 0, share < 0.0005 { return "<0.1" }
        return fixed(share * 100, digits: 1)
    }

    /// A latency with the two digits that a bucket's width allows, such as `650µs`, `3.9ms`, `28ms`.
    static func latency(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return unknown }
        for (factor, unit) in [(1e6, "µs"), (1e3, "ms")] where seconds * factor < 995 {
            return twoDigits(seconds * factor) + unit
        }
        return twoDigits(seconds) + "s"
    }

    /// A time that something took or lasted, such as `212 ms`, `1.4 s`, `2 h 14 min`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return unknown }
        if seconds < 0.9995 { return "\(Int(clamping: (seconds * 1000).rounded())) ms" }
        if seconds < 9.95 { return fixed(seconds, digits: 1) + " s" }
        return age(seconds)
    }

    /// A time in whole units: seconds, minutes, hours, days.
    static func age(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return unknown }
        let whole = Int(clamping: seconds)
        switch whole {
        case ..<120: return "\(whole) s"
        case ..<7200: return "\(whole / 60) min"
        case ..<172_800: return "\(whole / 3600) h \(whole % 3600 / 60) min"
        default: return "\(whole / 86400) d \(whole % 86400 / 3600) h"
        }
    }

    /// A polling interval, such as `250 ms`, `1 s`.
    static func interval(_ seconds: Double) -> String {
        seconds < 1 ? duration(seconds) : age(seconds)
    }

    static func bytes(_ count: Double) -> String {
        guard count.isFinite, count >= 0 else { return unknown }
        if count < 1000 { return "\(Int(clamping: count)) B" }
        for (factor, unit) in [(1e3, "kB"), (1e6, "MB"), (1e9, "GB")] where count < factor * 999.5 {
            return twoOrThreeDigits(count / factor) + " " + unit
        }
        return twoOrThreeDigits(count / 1e12) + " TB"
    }

    /// The local time of day, such as `14:02:11`.
    static func time(_ unix: Double, zoneOffset: Int) -> String {
        guard unix.isFinite, abs(unix) < 1e12 else { return unknown }
        let second = (Int(clamping: unix.rounded(.down)) + zoneOffset).modulo(86400)
        return [second / 3600, second % 3600 / 60, second % 60].map(twoPlaces).joined(separator: ":")
    }

    /// The local date and time, such as `2026-08-23 14:02:11`.
    ///
    /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    static func date(_ unix: Double, zoneOffset: Int) -> String {
        guard unix.isFinite, abs(unix) < 1e12 else { return unknown }
        let seconds = Int(clamping: unix.rounded(.down)) + zoneOffset
        let days = (seconds - seconds.modulo(86400)) / 86400 + 719_468
        let dayOfEra = days.modulo(146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + (days - dayOfEra) / 146_097 * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-\(twoPlaces(month))-\(twoPlaces(day)) \(time(unix, zoneOffset: zoneOffset))"
    }

    /// A number and the word for what it counts, such as `1 row` and `8 rows`.
    static func plural(_ count: Int, _ word: String) -> String {
        "\(grouped(count)) \(word)\(count == 1 ? "" : "s")"
    }

    /// - Parameter value: within what `Int` can hold once it is shifted; callers see to that.
    static func fixed(_ value: Double, digits: Int) -> String {
        let shift = digits == 1 ? 10 : 100
        let whole = Int(clamping: (value * Double(shift)).rounded())
        let rest = String(whole.magnitude % UInt(shift))
        return "\(whole / shift)." + String(repeating: "0", count: max(0, digits - rest.count)) + rest
    }

    private static func twoDigits(_ value: Double) -> String {
        if value >= 99.5 { return String(Int(clamping: (value / 10).rounded() * 10)) }
        if value >= 9.95 { return String(Int(clamping: value.rounded())) }
        return fixed(value, digits: value >= 0.995 ? 1 : 2)
    }

    private static func twoOrThreeDigits(_ value: Double) -> String {
        value >= 9.95 ? grouped(Int(clamping: value.rounded())) : fixed(value, digits: 1)
    }

    private static func twoPlaces(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }

    private static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }
}

extension Int {
    /// The remainder that has the divisor's sign.
    fileprivate func modulo(_ divisor: Int) -> Int {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}
