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
    ///   - wantsProbabilities: asks for ``Prediction/probabilities`` too.
    /// - Throws: ``PredictionError`` with code `featureCount` for rows of another width, `notFinite` for a value that
    ///   the model cannot take, `noProbabilities` when they are wanted of a model that has none.
    func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction
}

/// The answer of a model for `n` rows.
package struct Prediction: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        /// For each row the index of its class in ``ModelSignature/classes``; shape `[n]`.
        case classIndices([Int])
        /// The numbers of a regressor; shape `[n, outputCount]`.
        case values(Matrix)
    }

    package var outcome: Outcome
    /// Shape `[n, classCount]`; there when they were asked for.
    package var probabilities: Matrix?

    package init(outcome: Outcome, probabilities: Matrix? = nil) {
        self.outcome = outcome
        self.probabilities = probabilities
    }
}

/// Why a model could not answer rows; two of the same code are equal.
package struct PredictionError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case featureCount
        case notFinite
        case noProbabilities
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
