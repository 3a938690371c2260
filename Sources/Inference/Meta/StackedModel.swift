/// A model that is asked about what other models answered, and about the features too if it wants them.
///
/// - Source: `sklearn.ensemble.StackingClassifier` and `StackingRegressor`.
package struct StackedModel: PredictiveModel {
    private let responses: ModelResponses
    private let final: InnerModel
    private let passesFeatures: Bool
    package let signature: ModelSignature

    /// - Parameters:
    ///   - responses: one for each model.
    ///   - final: its classes are the numbers of the classes in `task`: 0, 1, 2…
    ///   - passesFeatures: whether the features follow what the models answered.
    package init(
        _ models: [any PredictiveModel],
        responses: [ModelResponses.Response],
        final: any PredictiveModel,
        passesFeatures: Bool,
        task: ModelSignature.Task,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        self.responses = try ModelResponses(
            models,
            responses: responses,
            passesFeatures: passesFeatures,
            outputCount: final.signature.featureCount
        )
        try Self.check(final.signature.task, task)
        self.final = InnerModel(model: final)
        self.passesFeatures = passesFeatures
        signature = self.responses.inner.signature(
            task,
            featureNames: featureNames,
            givesProbabilities: final.signature.givesProbabilities,
            givesScores: final.signature.givesScores
        )
    }

    private static func check(_ final: ModelSignature.Task, _ task: ModelSignature.Task) throws(ModelStructureError) {
        switch (final, task) {
        case (.classification(let inner), .classification(let outer)):
            try ClassLabel.requireEncoded(inner, classCount: outer.count)
        case (.multipleClassification(let inner), .multipleClassification(let outer)) where inner.count == outer.count:
            for (labels, classes) in zip(inner, outer) {
                try ClassLabel.requireEncoded(labels, classCount: classes.count)
            }
        case (.regression(let inner), .regression(let outer)) where inner == outer: return
        default: throw ModelStructureError("Its final model answers another question than it does")
        }
    }

    package var memoryBytes: Int { responses.memoryBytes + final.model.memoryBytes }

    /// - Complexity: the sum of the models.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        var features = rows
        try responses.transform(&features)
        do {
            return try final.model.predict(features, asking: parts)
        } catch {
            throw passesFeatures ? error.movedLeft(by: responses.answerCount) : error.withoutPlace
        }
    }
}

extension PredictionError {
    /// The same about columns that followed `count` computed ones.
    fileprivate func movedLeft(by count: Int) -> PredictionError {
        guard let place, place.column >= count else { return withoutPlace }
        return PredictionError(code, at: Place(row: place.row, column: place.column - count), problem)
    }
}
