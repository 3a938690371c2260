/// What bounds the work of predictions.
package struct ServingLimits: Sendable {
    /// Nil for any number at a time.
    package var gate: AdmissionGate?

    package init(gate: AdmissionGate? = nil) {
        self.gate = gate
    }

    package static let none = ServingLimits()
}
