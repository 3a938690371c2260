extension ModelSignature {
    /// - Parameter step: what has the width, such as `A scaler`; begins the message.
    /// - Throws: ``ModelStructureError`` for a width that is not one of ``featureCounts``.
    static func requireWidth(_ count: Int, of step: String) throws(ModelStructureError) {
        guard featureCounts.contains(count) else {
            throw ModelStructureError(
                "\(step) has \(count) features; expected \(featureCounts.lowerBound) to \(featureCounts.upperBound)"
            )
        }
    }

    /// - Parameter values: one for each feature.
    /// - Throws: ``ModelStructureError`` when there is another number of them, or one is not finite.
    static func requireNumbers(
        _ values: [Double],
        _ name: String,
        count: Int,
        of step: String
    ) throws(ModelStructureError) {
        guard values.count == count else {
            throw ModelStructureError("\(step) of \(count) features has \(values.count) \(name)")
        }
        guard values.allSatisfy(\.isFinite) else {
            throw ModelStructureError("\(step) has \(name) of which one is not finite")
        }
    }
}
