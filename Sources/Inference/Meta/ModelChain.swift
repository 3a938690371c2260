/// For each output a model, which is also told what the models before it answered.
///
/// - Source: `sklearn.multioutput.ClassifierChain` and `RegressorChain`.
package struct ModelChain: PredictiveModel {
    /// What the models that follow are told.
    package enum Response: Sendable {
        case predictions
        /// The probability of the second of two classes.
        case probabilities
        /// Its logarithm.
        case logProbabilities
        case scores
    }

    private let members: [InnerModel]
    private let order: [Int]
    private let response: Response
    package let signature: ModelSignature

    /// - Parameters:
    ///   - models: each takes a feature more than the one before it.
    ///   - order: for each model the output that it answers; each output once.
    package init(
        _ models: [any PredictiveModel],
        order: [Int],
        response: Response,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        let width = models.first?.signature.featureCount ?? 0
        guard ModelSignature.featureCounts.contains(width),
            models.enumerated().allSatisfy({ $1.signature.featureCount == width + $0 })
        else {
            throw ModelStructureError("Its \(models.count) models do not take a feature more each")
        }
        guard order.sorted() == Array(models.indices) else {
            throw ModelStructureError("Its order is not that of \(models.count) outputs")
        }
        for model in models { try response.check(model.signature) }
        members = models.map(InnerModel.init)
        self.order = order
        self.response = response
        signature = try ModelSignature(
            featureCount: width,
            featureNames: featureNames?.count == width ? featureNames : nil,
            task: Self.task(models, order),
            acceptsMissing: false,
            givesProbabilities: models.allSatisfy(\.signature.givesProbabilities),
            givesScores: models.allSatisfy(\.signature.givesScores)
        )
    }

    private static func task(
        _ models: [any PredictiveModel],
        _ order: [Int]
    ) throws(ModelStructureError) -> ModelSignature.Task {
        let classes = models.compactMap(\.signature.classes)
        if classes.isEmpty {
            guard models.allSatisfy({ $0.signature.task == .regression(outputCount: 1) }) else {
                throw ModelStructureError("One of its models answers several outputs")
            }
            return .regression(outputCount: models.count)
        }
        guard classes.count == models.count else {
            throw ModelStructureError("Some of its models are classifiers of one output and some are not")
        }
        var ordered = classes
        for (index, output) in order.enumerated() {
            // Answers are collected in a matrix of floats.
            ordered[output] = classes[index].compactMap { $0.asNumber.map(ClassLabel.number) }
            guard ordered[output].count == classes[index].count else {
                throw ModelStructureError("One of its models answers with texts, which it has no place for")
            }
        }
        return .multipleClassification(classes: ordered)
    }

    package var memoryBytes: Int { members.reduce(8 * order.count) { $0 + $1.model.memoryBytes } }

    /// - Complexity: the sum of the models, and a copy of `rows` for each.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFiniteNumbers()
        let width = signature.featureCount + members.count
        return try RowBlocks(rowCount: rows.rowCount, width: width).predict { range throws(PredictionError) in
            combine(try answers(to: rows.rows(range), parts))
        }
    }

    /// What each model answers, in the order of the chain.
    private func answers(to rows: FeatureTable, _ parts: PredictionParts) throws(PredictionError) -> [Prediction] {
        var told = rows
        var answers: [Prediction] = []
        for member in members {
            do {
                let answer = try member.model.predict(told, asking: parts.union(response.part))
                answers.append(answer)
                // Nobody is told what the last one answers; the rows might be too wide for it.
                if answers.count == members.count { break }
                let column = response.column(of: answer, member.signature)
                told = .joined([told, FeatureTable(Matrix(rowCount: column.count, columnCount: 1, values: column))])
            } catch {
                let isFeature = error.place.map { $0.column < signature.featureCount } ?? false
                throw isFeature ? error : error.withoutPlace
            }
        }
        return answers
    }

    /// The answers in the order of the outputs.
    private func combine(_ answers: [Prediction]) -> Prediction {
        var outputs = answers
        for (index, output) in order.enumerated() { outputs[output] = answers[index] }
        guard case .regression = signature.task else { return Prediction(outcome: .outputs(outputs)) }
        return Prediction(outcome: .values(.joined(outputs.map { $0.outcome.valueMatrix })))
    }
}

extension ModelChain.Response {
    fileprivate var part: PredictionParts {
        switch self {
        case .predictions: []
        case .probabilities, .logProbabilities: .probabilities
        case .scores: .scores
        }
    }

    fileprivate func check(_ signature: ModelSignature) throws(ModelStructureError) {
        switch self {
        case .predictions: return
        case .probabilities, .logProbabilities:
            guard signature.classes?.count == 2, signature.givesProbabilities else {
                throw ModelStructureError("One of its models has no probabilities of two classes")
            }
        case .scores:
            guard signature.classes?.count == 2, signature.givesScores else {
                throw ModelStructureError("One of its models has no decision function of two classes")
            }
        }
    }

    /// What the models that follow are told about each row.
    fileprivate func column(of answer: Prediction, _ signature: ModelSignature) -> [Double] {
        switch self {
        case .predictions:
            guard case .classIndices(let indices) = answer.outcome else { return answer.outcome.valueMatrix.values }
            let numbers = (signature.classes ?? []).map { $0.asNumber ?? .nan }
            return indices.map { numbers[$0] }
        case .probabilities: return answer.probabilities?.column(1) ?? []
        case .logProbabilities: return (answer.probabilities?.column(1) ?? []).map(Mathematics.logarithm)
        case .scores: return answer.scores?.column(0) ?? []
        }
    }
}

extension Prediction.Outcome {
    /// The numbers of a regressor; nothing for a classifier.
    fileprivate var valueMatrix: Matrix {
        if case .values(let values) = self { values } else { .empty }
    }
}

extension FeatureTable {
    /// - Throws: ``PredictionError`` with code `notNumeric` or `notFinite` for anything else than a finite number.
    fileprivate func requireFiniteNumbers() throws(PredictionError) {
        try requireNumbers()
        switch numbers {
        case .dense(let rows): try rows.requireFinite()
        case .sparse(let rows): try rows.requireFinite()
        }
    }
}
