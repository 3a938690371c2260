import ModelSwitchAPI

/// The field `batching` of a sidecar: requests that arrive at the same time are evaluated together.
///
/// What is nil goes by the server's settings.
package struct SidecarBatching: Sendable, Equatable {
    package static let rowCounts = 2...1024
    package static let delaysInMilliseconds = 0.1...1000

    /// `max_batch_size`: rows that are evaluated together.
    package let maximumRowCount: Int?
    /// `max_delay_ms`: how long the first request waits for others, here in seconds.
    package let maximumDelaySeconds: Double?

    private static let fields: Set = ["max_batch_size", "max_delay_ms"]

    /// - Throws: ``RegistryError`` with code `validationFailed` that names the field.
    init(_ value: JSONValue) throws(RegistryError) {
        guard case .object(let fields) = value else {
            throw Sidecar.fault("batching: expected an object with max_batch_size and max_delay_ms")
        }
        if let unknown = fields.keys.sorted().first(where: { !Self.fields.contains($0) }) {
            throw Sidecar.fault(
                "batching.\(unknown.prefix(100)): is unknown; there are max_batch_size and max_delay_ms"
            )
        }
        maximumRowCount = try fields["max_batch_size"].map(Self.rowCount)
        maximumDelaySeconds = try fields["max_delay_ms"].map(Self.delay)
    }

    private static func rowCount(_ value: JSONValue) throws(RegistryError) -> Int {
        guard case .integer(let count) = value, rowCounts.contains(count) else {
            throw Sidecar.fault(
                "batching.max_batch_size: expected an integer from \(rowCounts.lowerBound) to \(rowCounts.upperBound)"
            )
        }
        return count
    }

    private static func delay(_ value: JSONValue) throws(RegistryError) -> Double {
        let milliseconds: Double? =
            switch value {
            case .integer(let number): Double(number)
            case .number(let number): number
            default: nil
            }
        guard let milliseconds, delaysInMilliseconds.contains(milliseconds) else {
            throw Sidecar.fault(
                "batching.max_delay_ms: expected milliseconds from \(delaysInMilliseconds.lowerBound) to "
                    + "\(Int(delaysInMilliseconds.upperBound))"
            )
        }
        return milliseconds / 1000
    }
}
