import Inference

/// A model that answers what it was told to: the first feature of a row says which of its answers.
struct ScriptedModel: PredictiveModel {
    var signature: ModelSignature
    var values: [Double] = []
    var labels: [Int] = []
    var probabilities: [[Double]] = []
    var scores: [[Double]] = []
    let memoryBytes = 100

    /// A regressor.
    init(values: [Double], featureCount: Int = 2) {
        signature = ModelSignature(featureCount: featureCount, featureNames: nil, task: .regression(outputCount: 1))
        self.values = values
    }

    /// A classifier with what of it is given.
    init(
        classes: [ClassLabel],
        labels: [Int] = [],
        probabilities: [[Double]] = [],
        scores: [[Double]] = [],
        featureCount: Int = 2,
        acceptsMissing: Bool = false
    ) {
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: nil,
            task: .classification(classes: classes),
            acceptsMissing: acceptsMissing,
            givesProbabilities: !probabilities.isEmpty,
            givesScores: !scores.isEmpty
        )
        self.labels = labels
        self.probabilities = probabilities
        self.scores = scores
    }

    func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        let matrix = try rows.matrix()
        let rows = matrix.column(0).map { Int($0) }
        if signature.classes == nil {
            let numbers = rows.map { values[$0] }
            return Prediction(outcome: .values(Matrix(rowCount: rows.count, columnCount: 1, values: numbers)))
        }
        return Prediction(
            outcome: .classIndices(rows.map { labels.isEmpty ? 0 : labels[$0] }),
            probabilities: parts.contains(.probabilities) ? Matrix(rows.map { probabilities[$0] }) : nil,
            scores: parts.contains(.scores) ? Matrix(rows.map { scores[$0] }) : nil
        )
    }

    /// Rows that ask for its answers one after the other.
    static func rows(_ count: Int, width: Int = 2) -> FeatureTable {
        FeatureTable(Matrix((0..<count).map { row in [Double(row)] + [Double](repeating: 0.5, count: width - 1) }))
    }
}
