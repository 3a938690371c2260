package import ModelRegistry

/// What bounds the work of predictions.
package struct ServingLimits: Sendable {
    /// Nil for any number at a time.
    package var gate: AdmissionGate?
    /// Hears of every change of a version's circuit breaker.
    package var onCircuitChange: @Sendable (VersionKey, VersionBreaker.Change) -> Void

    package init(
        gate: AdmissionGate? = nil,
        onCircuitChange: @escaping @Sendable (VersionKey, VersionBreaker.Change) -> Void = { _, _ in }
    ) {
        self.gate = gate
        self.onCircuitChange = onCircuitChange
    }

    package static let none = ServingLimits()
}
