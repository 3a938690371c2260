/// For each class a model that tells it from all others; or for each label one that tells whether it applies.
///
/// - Source: `sklearn.multiclass.OneVsRestClassifier`.
package struct OneVersusRest: PredictiveModel {
    /// What is asked.
    package enum Question: Sendable {
        /// One of several classes.
        ///
        /// Of models that are equally sure the first wins, or the last, as in files of before scikit-learn 1.8.
        case oneOf([ClassLabel], lastWins: Bool)
        /// Whether each of so many labels applies.
        case anyOf(labelCount: Int)
    }

    private let binary: BinaryModels
    private let question: Question
    package let signature: ModelSignature

    /// - Parameter models: one for two classes or for one, else one for each class or label.
    package init(
        _ models: [any PredictiveModel],
        question: Question,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        binary = try BinaryModels(models)
        let (task, count): (ModelSignature.Task, Int) =
            switch question {
            case .oneOf(let classes, _): (.classification(classes: classes), classes.count <= 2 ? 1 : classes.count)
            case .anyOf(let count):
                (.multipleClassification(classes: Self.labels(min(count, models.count))), count)
            }
        guard models.count == count else { throw ModelStructureError("It has \(models.count) models for \(count)") }
        if case .oneOf(let classes, _) = question, classes.isEmpty { throw ModelStructureError("It has no classes") }
        self.question = question
        signature = binary.inner.signature(
            task,
            featureNames: featureNames,
            givesProbabilities: binary.inner.givesProbabilities,
            givesScores: binary.inner.givesScores
        )
    }

    private static func labels(_ count: Int) -> [[ClassLabel]] {
        [[ClassLabel]](repeating: [.integer(0), .integer(1)], count: count)
    }

    package var memoryBytes: Int { binary.inner.memoryBytes }

    /// - Complexity: the sum of the models, asked once for every part.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        switch question {
        case .oneOf(let classes, let lastWins):
            let indices =
                classes.count <= 2
                ? try binaryIndices(rows, classCount: classes.count) : try indices(rows, lastWins: lastWins)
            return Prediction(
                outcome: .classIndices(indices),
                probabilities: parts.contains(.probabilities) ? try shares(rows, classCount: classes.count) : nil,
                scores: parts.contains(.scores) ? try scores(rows) : nil
            )
        case .anyOf: return try labels(rows, parts)
        }
    }

    // MARK: Classes

    private func binaryIndices(_ rows: FeatureTable, classCount: Int) throws(PredictionError) -> [Int] {
        guard classCount == 2, let model = binary.inner.members.first else {
            return [Int](repeating: 0, count: rows.rowCount)
        }
        let threshold = binary.threshold
        return try model.confidences(of: rows).map { $0 > threshold ? 1 : 0 }
    }

    private func indices(_ rows: FeatureTable, lastWins: Bool) throws(PredictionError) -> [Int] {
        var best = [Double](repeating: -.infinity, count: rows.rowCount)
        var indices = [Int](repeating: 0, count: rows.rowCount)
        for (index, model) in binary.inner.members.enumerated() {
            for (row, confidence) in try model.confidences(of: rows).enumerated()
            where confidence > best[row] || lastWins && confidence == best[row] {
                best[row] = confidence
                indices[row] = index
            }
        }
        return indices
    }

    /// The probability of each class, scaled to sum to 1 where one is not zero.
    private func shares(_ rows: FeatureTable, classCount: Int) throws(PredictionError) -> Matrix {
        var columns: [Matrix] = []
        for model in binary.inner.members { columns.append(try model.probabilities(of: rows)) }
        if let only = columns.first, columns.count == 1 {
            var result = classCount == 1 ? only.columns([0]) : only
            if classCount == 2 { result.updateRows { $0[0] = 1 - $0[1] } }
            return result
        }
        var result = Matrix.joined(columns.map { $0.columns([1]) })
        result.updateRows { row in
            let sum = row.reduce(0, +)
            if sum != 0 {
                for index in row.indices { row[index] /= sum }
            }
        }
        return result
    }

    private func scores(_ rows: FeatureTable) throws(PredictionError) -> Matrix {
        var columns: [Matrix] = []
        for model in binary.inner.members { columns.append(try model.scores(of: rows).columns([0])) }
        return .joined(columns)
    }

    // MARK: Labels

    private func labels(_ rows: FeatureTable, _ parts: PredictionParts) throws(PredictionError) -> Prediction {
        let threshold = binary.threshold
        var outputs: [Prediction] = []
        for model in binary.inner.members {
            let indices = try model.confidences(of: rows).map { $0 > threshold ? 1 : 0 }
            outputs.append(
                Prediction(
                    outcome: .classIndices(indices),
                    probabilities: parts.contains(.probabilities) ? try model.probabilities(of: rows) : nil,
                    scores: parts.contains(.scores) ? try model.scores(of: rows) : nil
                )
            )
        }
        return Prediction(outcome: .outputs(outputs))
    }
}
