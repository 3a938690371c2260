/// Days as they stand in the file of keys.
package enum KeyDate {
    /// Unix seconds at which a day is over in UTC.
    ///
    /// - Parameter text: such as `2027-01-31`; nil for anything else, and for days that the calendar has not.
    package static func end(ofDay text: String) -> Double? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ digits.contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        return Double(daysSinceEpoch(year, month, day) + 1) * 86_400
    }

    private static let digits = Set("0123456789-".utf8)

    private static func length(ofMonth month: Int, year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The days from 1970-01-01, by counting years from March so that the leap day comes last.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let years = month <= 2 ? year - 1 : year
        let months = (month + 9) % 12
        let leapDays = years / 4 - years / 100 + years / 400
        return years * 365 + leapDays + (months * 153 + 2) / 5 + day - 1 - 719_468
    }
}
