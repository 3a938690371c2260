/// For each pair of classes a model that tells one from the other; the class with the most votes wins.
///
/// - Source: `sklearn.multiclass.OneVsOneClassifier`.
package struct OneVersusOne: PredictiveModel {
    /// A model of one pair.
    package struct Pair: Sendable {
        let model: any PredictiveModel
        /// Which features it takes; nil for all.
        let columns: [Int]?

        package init(model: any PredictiveModel, columns: [Int]?) {
            self.model = model
            self.columns = columns
        }
    }

    private let pairs: [(model: InnerModel, columns: [Int]?)]
    private let classCount: Int
    /// What the score of the second of two classes has to exceed.
    private let threshold: Double
    package let signature: ModelSignature

    /// - Parameters:
    ///   - pairs: of the classes 0 and 1, 0 and 2, … 1 and 2, … in this order.
    ///   - comparesWithZero: whether the score of two classes is always compared with 0, as before scikit-learn 1.1.
    package init(
        _ pairs: [Pair],
        classes: [ClassLabel],
        featureCount: Int,
        featureNames: [String]?,
        comparesWithZero: Bool
    ) throws(ModelStructureError) {
        let (expected, overflow) = classes.count.multipliedReportingOverflow(by: classes.count - 1)
        guard !overflow, classes.count >= 2, pairs.count == expected / 2 else {
            throw ModelStructureError("It has \(pairs.count) models for \(classes.count) classes")
        }
        guard ModelSignature.featureCounts.contains(featureCount) else {
            throw ModelStructureError("It takes \(featureCount) features")
        }
        for pair in pairs { try pair.check(featureCount) }
        let first = try BinaryModels([pairs[0].model])
        self.pairs = pairs.map { (InnerModel(model: $0.model), $0.columns) }
        classCount = classes.count
        threshold = comparesWithZero ? 0 : first.threshold
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames?.count == featureCount ? featureNames : nil,
            task: .classification(classes: classes),
            acceptsMissing: pairs.allSatisfy(\.model.signature.acceptsMissing),
            givesScores: true
        )
    }

    package var memoryBytes: Int {
        pairs.reduce(0) { $0 + $1.model.model.memoryBytes + 8 * ($1.columns?.count ?? 0) }
    }

    /// - Complexity: the sum of the models, asked twice.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        let scores = try scores(rows)
        let isBinary = classCount == 2
        let ofSecond = isBinary ? scores.columns([1]) : scores
        return Prediction(
            outcome: .classIndices(
                isBinary ? ofSecond.values.map { $0 > threshold ? 1 : 0 } : scores.indicesOfRowMaxima()
            ),
            scores: parts.contains(.scores) ? ofSecond : nil
        )
    }

    /// Votes, and a third of one at most for how sure the voters are.
    ///
    /// - Source: `sklearn.utils.multiclass._ovr_decision_function`.
    private func scores(_ rows: FeatureTable) throws(PredictionError) -> Matrix {
        var votes = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        var sums = votes
        var pair = 0
        for first in 0..<classCount {
            for second in first + 1..<classCount {
                try count(pair, first, second, rows, &votes, &sums)
                pair += 1
            }
        }
        for index in votes.values.indices {
            let sum = sums.values[index]
            votes.values[index] += sum / (3 * (abs(sum) + 1))
        }
        return votes
    }

    private func count(
        _ pair: Int,
        _ first: Int,
        _ second: Int,
        _ rows: FeatureTable,
        _ votes: inout Matrix,
        _ sums: inout Matrix
    ) throws(PredictionError) {
        let (model, columns) = pairs[pair]
        let features = columns.map { rows.columns($0) } ?? rows
        do {
            let answers = try model.binaryAnswers(of: features)
            let confidences = try model.confidences(of: features)
            for row in answers.indices {
                sums[row, first] -= confidences[row]
                sums[row, second] += confidences[row]
                if answers[row] == 0 { votes[row, first] += 1 }
                if answers[row] == 1 { votes[row, second] += 1 }
            }
        } catch {
            throw columns.map { error.moved(to: $0) } ?? error
        }
    }
}

extension OneVersusOne.Pair {
    fileprivate func check(_ featureCount: Int) throws(ModelStructureError) {
        let width = columns?.count ?? featureCount
        guard model.signature.featureCount == width, columns?.allSatisfy((0..<featureCount).contains) ?? true else {
            throw ModelStructureError(
                "One of its models takes \(model.signature.featureCount) features and gets \(width)"
            )
        }
        try BinaryModels.check(model.signature)
    }
}

extension InnerModel {
    /// What `predict` gives as a number.
    fileprivate func binaryAnswers(of rows: FeatureTable) throws(PredictionError) -> [Double] {
        guard let classes = signature.classes else { return try values(of: rows).values }
        let numbers = classes.map { $0.asNumber ?? .nan }
        return try classIndices(of: rows).map { numbers[$0] }
    }
}
