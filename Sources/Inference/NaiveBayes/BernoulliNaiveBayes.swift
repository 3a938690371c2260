/// Classes whose features are there or not.
///
/// - Source: `sklearn.naive_bayes.BernoulliNB`.
package struct BernoulliNaiveBayes: MatrixModel {
    private let model: DiscreteNaiveBayes
    /// Above it a feature is there; nil where features are 0 and 1 already.
    private let threshold: Double?
    package var signature: ModelSignature { model.signature }
    package var memoryBytes: Int { model.memoryBytes }

    /// - Parameters:
    ///   - logProbabilities: that a feature is there; shape `[classCount, featureCount]`, at most 0.
    ///   - priors: the log-probability of each class; shape `[classCount]`.
    ///   - threshold: above it a feature is there; nil for features that are 0 and 1 already.
    package init(
        logProbabilities: Matrix,
        priors: [Double],
        threshold: Double?,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard priors.count == logProbabilities.rowCount else {
            throw ModelStructureError("There are \(priors.count) priors for \(logProbabilities.rowCount) classes")
        }
        // With q the logarithm of 1 − p: Σ x·log p + (1 − x)·q is Σ x·(log p − q) + Σ q.
        let absent = logProbabilities.values.map { Mathematics.logarithm(1 - Mathematics.exponential($0)) }
        guard absent.allSatisfy(\.isFinite), threshold?.isNaN != true else {
            throw ModelStructureError("A feature has a probability that is not below 1, or the threshold is no number")
        }
        var (weights, constants) = (logProbabilities, priors)
        for row in 0..<weights.rowCount {
            for column in 0..<weights.columnCount {
                let index = row * weights.columnCount + column
                weights.values[index] -= absent[index]
                constants[row] += absent[index]
            }
        }
        model = try DiscreteNaiveBayes(
            weights: weights,
            constants: constants,
            classes: classes,
            featureNames: featureNames
        )
        self.threshold = threshold
    }

    /// - Complexity: O(n · classCount · featureCount), and one copy of the rows.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        guard let threshold else { return try model.predict(rows, asking: parts) }
        try rows.requireFinite()
        var presences = rows
        for index in presences.values.indices {
            presences.values[index] = presences.values[index] > threshold ? 1 : 0
        }
        return try model.predict(presences, asking: parts)
    }

    /// - Complexity: O(values that are not zero · classCount), and one copy of the rows; rows are made dense where zero is
    ///   above the threshold.
    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        guard let threshold else { return try model.predict(rows, asking: parts) }
        try rows.requireFinite()
        if threshold < 0 {
            return try RowBlocks(rowCount: rows.rowCount, width: rows.columnCount).predict {
                range throws(PredictionError) in try predict(rows.rows(range).dense(), asking: parts)
            }
        }
        var presences = rows
        presences.updateValues { value, _ in value = value > threshold ? 1 : 0 }
        return try model.predict(presences, asking: parts)
    }
}
