/// A trained model that answers rows of features.
///
/// It never changes after it was made, so any number of threads may ask it at once.
package protocol PredictiveModel: Sendable {
    var signature: ModelSignature { get }

    /// The bytes that the model's arrays take in memory.
    var memoryBytes: Int { get }

    /// The answer for each row.
    ///
    /// - Parameters:
    ///   - rows: features in training order, shape `[n, signature.featureCount]`; NaN where a value is missing.
    ///   - parts: what is wanted beside the outcome.
    /// - Throws: ``PredictionError`` with code `featureCount` for rows of another width, `notFinite`, `notNumeric`,
    ///   `notText`, `unknownCategory` or `outOfRange` for a value that the model cannot take, `noNeighbours` for a row
    ///   that it has no answer to, `noProbabilities` or `noScores` when they are wanted of a model that has none.
    func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction
}

extension PredictiveModel {
    /// Whether the model may be asked for `parts`.
    package func checkParts(_ parts: PredictionParts) throws(PredictionError) {
        if parts.contains(.probabilities), !signature.givesProbabilities { throw .noProbabilities }
        if parts.contains(.scores), !signature.givesScores { throw .noScores }
    }
}
