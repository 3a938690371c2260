import ModelFormats

/// How one model did.
struct CaseResult: Sendable {
    let family: RecordedFamily
    let name: String
    /// The title under which the table lists the model.
    let estimator: String
    /// The largest difference; nil when the model did not answer at all.
    let difference: Double?
    /// Whether the model was refused as one that is not served.
    let isRefused: Bool
    /// What is wrong; nil when nothing is.
    private let complaint: String?

    /// What is wrong; nil when nothing is, and for a model that is refused as it should be.
    var fault: String? {
        guard Refusals.expect(self) else { return complaint }
        return isRefused
            ? nil : "is not refused: \(complaint ?? "it answers as it should; take it out of Refusals.swift")"
    }

    init(_ recorded: RecordedCase, _ recording: Recording, _ family: RecordedFamily) {
        self.family = family
        name = recorded.name
        estimator = recorded.estimator
        do {
            guard let rows = recording.rows[recorded.rows] else { throw RecordingError("no rows \(recorded.rows)") }
            let comparison = Comparison(recorded, try recorded.served(from: family, rows))
            difference = comparison.difference
            isRefused = false
            complaint = Self.complaint(comparison, tolerance: Tolerance.of("\(family.name)/\(name)"))
        } catch {
            difference = nil
            isRefused = (error as? ModelFileError)?.code == .unsupportedEstimator
            complaint = "\(error)"
        }
    }

    private static func complaint(_ comparison: Comparison, tolerance: Double) -> String? {
        if comparison.difference > tolerance { return "off by \(comparison.difference): \(comparison.worst)" }
        if comparison.missing.isEmpty || ConformanceFixtures.isLenient { return nil }
        return "gives no \(comparison.missing.joined(separator: ", "))"
    }
}
