/// A step of a ``Pipeline`` that turns features into other features.
package protocol FeatureTransformer: Sendable {
    var inputCount: Int { get }
    var outputCount: Int { get }
    /// Whether a NaN passes through.
    var acceptsMissing: Bool { get }
    var memoryBytes: Int { get }

    /// Replaces rows of `inputCount` features by rows of `outputCount`.
    ///
    /// - Precondition: `rows.columnCount == inputCount`.
    /// - Throws: ``PredictionError`` with code `notFinite` for a value that the step cannot take.
    func transform(_ rows: inout Matrix) throws(PredictionError)
}
