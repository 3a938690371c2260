/// The joint log-likelihood of each class for each row: what every naive Bayes model computes before it answers.
enum LogLikelihoods {
    /// The most likely classes, and their probabilities where they are wanted.
    ///
    /// - Parameter likelihoods: shape `[n, classCount]`.
    /// - Source: `predict` and `predict_proba` of `sklearn.naive_bayes._BaseNB`.
    static func prediction(_ likelihoods: Matrix, asking parts: PredictionParts) -> Prediction {
        let indices = likelihoods.values.withUnsafeBufferPointer { values in
            (0..<likelihoods.rowCount).map { row in
                let start = row * likelihoods.columnCount
                return largest(UnsafeBufferPointer(rebasing: values[start..<start + likelihoods.columnCount]))
            }
        }
        guard parts.contains(.probabilities) else { return Prediction(outcome: .classIndices(indices)) }
        var probabilities = likelihoods
        probabilities.updateRows(normalise)
        return Prediction(outcome: .classIndices(indices), probabilities: probabilities)
    }

    /// The index of the largest value, the first of several; a NaN, as of a word that no class knows, is the largest.
    ///
    /// - Source: `numpy.argmax`.
    private static func largest(_ values: UnsafeBufferPointer<Double>) -> Int {
        var best = 0
        for index in values.indices {
            if values[index].isNaN { return index }
            if values[index] > values[best] { best = index }
        }
        return best
    }

    /// - Source: `scipy.special.logsumexp`, taken off before the exponential.
    private static func normalise(_ row: UnsafeMutableBufferPointer<Double>) {
        let largest = row.max() ?? 0
        let shift = largest.isFinite ? largest : 0
        var sum = 0.0
        for value in row { sum += Mathematics.exponential(value - shift) }
        let total = Mathematics.logarithm(sum) + shift
        for index in row.indices { row[index] = Mathematics.exponential(row[index] - total) }
    }
}
