import Inference

/// What a served model answers, in the shapes of the recorded answers.
struct ServedAnswers: Sendable {
    enum Predictions: Sendable {
        /// For each output the label of every row.
        case labels([[ClassLabel]])
        /// Row after row, as many numbers a row as the model has outputs.
        case numbers([Double])
    }

    /// Nil for what only transforms.
    var predictions: Predictions?
    /// For each output the probabilities row after row; none when the model gives none.
    var probabilities: [[Double]] = []
    /// Row after row; nil when the model has none.
    var scores: [Double]?
    /// Row after row; nil for what predicts, which is not asked to transform.
    var transform: [Double]?
}
