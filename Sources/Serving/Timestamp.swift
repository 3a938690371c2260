import Foundation

extension Double {
    /// Unix seconds as an ISO 8601 time in UTC, such as `2026-03-01T14:02:11Z`.
    package var timestamp: String {
        Date(timeIntervalSince1970: self).formatted(.iso8601)
    }
}
