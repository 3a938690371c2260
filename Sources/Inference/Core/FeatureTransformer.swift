/// A step of a ``Pipeline`` that turns features into other features.
package protocol FeatureTransformer: Sendable {
    var inputCount: Int { get }
    var outputCount: Int { get }
    /// Whether a missing value is taken in one column at least.
    var acceptsMissing: Bool { get }
    /// Whether a missing value that comes in may go out again; false for steps that fill them in.
    var passesMissing: Bool { get }
    /// The columns in which texts are taken.
    var textFeatures: Set<Int> { get }
    /// The most values that a row takes on its way through, at least `outputCount`.
    var workingWidth: Int { get }
    var memoryBytes: Int { get }

    /// Replaces rows of `inputCount` features by rows of `outputCount`.
    ///
    /// - Throws: ``PredictionError`` with code `featureCount` for rows of another width, and `notFinite`, `notNumeric`,
    ///   `notText`, `unknownCategory` or `outOfRange` for a value that the step cannot take.
    func transform(_ rows: inout FeatureTable) throws(PredictionError)
}

extension FeatureTransformer {
    package var passesMissing: Bool { acceptsMissing }
    package var textFeatures: Set<Int> { [] }
    package var workingWidth: Int { outputCount }
}

/// A step that computes with numbers alone; sparse rows are made dense before.
package protocol MatrixTransformer: FeatureTransformer {
    /// Replaces rows of `inputCount` features by rows of `outputCount`.
    ///
    /// - Throws: ``PredictionError`` with code `featureCount` or `notFinite`.
    func transform(_ rows: inout Matrix) throws(PredictionError)
}

extension MatrixTransformer {
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.updateMatrix { rows throws(PredictionError) in
            try rows.requireWidth(inputCount)
            try transform(&rows)
        }
    }
}
