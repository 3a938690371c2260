/// What several models answer to rows, side by side as features.
///
/// - Source: the `transform` of `sklearn.ensemble.StackingClassifier` and `VotingClassifier` and of their regressors.
package struct ModelResponses: FeatureTransformer {
    /// What a model contributes.
    package enum Response: Sendable {
        /// `predict`: the label as a number, or the numbers of a regressor.
        case predictions
        /// `predict_proba`: all columns, or all but the first.
        case probabilities(leavesOutFirst: Bool)
        /// `decision_function`.
        case scores
    }

    let inner: InnerModels
    private let responses: [Response]
    private let passesFeatures: Bool
    package let outputCount: Int
    private let signature: ModelSignature

    /// - Parameters:
    ///   - responses: one for each model.
    ///   - passesFeatures: whether the features follow what the models answered.
    ///   - outputCount: nil to count what the models answer; scores are counted as one of each class.
    package init(
        _ models: [any PredictiveModel],
        responses: [Response],
        passesFeatures: Bool,
        outputCount: Int?
    ) throws(ModelStructureError) {
        inner = try InnerModels(models)
        guard responses.count == models.count else {
            throw ModelStructureError("It asks \(models.count) models with \(responses.count) methods")
        }
        var width = passesFeatures ? inner.featureCount : 0
        var isCertain = true
        for (model, response) in zip(models, responses) {
            try response.check(model.signature)
            let count = response.width(of: model.signature)
            isCertain = isCertain && count != nil
            width += count ?? model.signature.classes?.count ?? 0
        }
        guard !isCertain || width == outputCount ?? width, ModelSignature.featureCounts.contains(outputCount ?? width)
        else {
            throw ModelStructureError(
                "Its models answer with \(width) numbers, and \(outputCount ?? width) are expected of them"
            )
        }
        self.responses = responses
        self.passesFeatures = passesFeatures
        self.outputCount = outputCount ?? width
        signature = inner.signature(.regression(outputCount: 1), featureNames: nil)
    }

    package var inputCount: Int { inner.featureCount }
    package var acceptsMissing: Bool { signature.acceptsMissing }
    package var passesMissing: Bool { acceptsMissing && passesFeatures }
    package var textFeatures: Set<Int> { signature.textFeatures }
    package var memoryBytes: Int { inner.memoryBytes }

    /// How many columns are answers; the features follow them.
    var answerCount: Int { passesFeatures ? outputCount - inner.featureCount : outputCount }

    /// - Complexity: the sum of the models.
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inner.featureCount)
        var answers: [Matrix] = []
        for (member, response) in zip(inner.members, responses) {
            answers += try response.columns(of: member, rows)
        }
        guard !answers.isEmpty, answers.reduce(0, { $0 + $1.columnCount }) == answerCount else {
            throw .scoresOfAnotherShape
        }
        let answered = FeatureTable(Matrix.joined(answers))
        rows = passesFeatures ? .joined([answered, rows]) : answered
    }
}

extension ModelResponses.Response {
    fileprivate func check(_ signature: ModelSignature) throws(ModelStructureError) {
        switch self {
        case .predictions:
            guard signature.outputClasses.allSatisfy({ $0.allSatisfy { $0.asNumber != nil } }) else {
                throw ModelStructureError("One of its models answers with texts, which are no features")
            }
        case .probabilities:
            guard signature.givesProbabilities else {
                throw ModelStructureError("One of its models has no probabilities")
            }
        case .scores:
            guard signature.givesScores else {
                throw ModelStructureError("One of its models has no decision function")
            }
        }
    }

    /// Nil when only an answer tells.
    fileprivate func width(of signature: ModelSignature) -> Int? {
        switch self {
        case .predictions:
            if case .regression(let count) = signature.task { return count }
            return signature.outputClasses.count
        case .probabilities(let leavesOutFirst):
            return signature.outputClasses.reduce(0) { $0 + $1.count - (leavesOutFirst ? 1 : 0) }
        case .scores:
            return signature.classes?.count == 2 ? 1 : nil
        }
    }

    fileprivate func columns(of member: InnerModel, _ rows: FeatureTable) throws(PredictionError) -> [Matrix] {
        let asked: PredictionParts =
            switch self {
            case .predictions: []
            case .probabilities: .probabilities
            case .scores: .scores
            }
        let prediction = try member.model.predict(rows, asking: asked)
        return columns(of: prediction, member.signature.outputClasses)
    }

    private func columns(of prediction: Prediction, _ classes: [[ClassLabel]]) -> [Matrix] {
        if case .outputs(let outputs) = prediction.outcome {
            return zip(outputs, classes).flatMap { columns(of: $0, [$1]) }
        }
        switch self {
        case .predictions: return [Self.numbers(prediction.outcome, classes.first ?? [])]
        case .probabilities(let leavesOutFirst):
            guard let probabilities = prediction.probabilities else { return [] }
            let columns = (0..<probabilities.columnCount).dropFirst()
            return [leavesOutFirst ? probabilities.columns(Array(columns)) : probabilities]
        case .scores: return prediction.scores.map { [$0] } ?? []
        }
    }

    private static func numbers(_ outcome: Prediction.Outcome, _ classes: [ClassLabel]) -> Matrix {
        switch outcome {
        case .values(let values): return values
        case .classIndices(let indices):
            let numbers = classes.map { $0.asNumber ?? .nan }
            return Matrix(rowCount: indices.count, columnCount: 1, values: indices.map { numbers[$0] })
        case .outputs: return .empty
        }
    }
}

extension ModelSignature {
    /// The classes of each output; none for a regressor.
    var outputClasses: [[ClassLabel]] {
        switch task {
        case .classification(let classes): [classes]
        case .multipleClassification(let classes): classes
        case .regression: []
        }
    }
}
