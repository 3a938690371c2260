/// For each output a model of its own.
///
/// - Source: `sklearn.multioutput.MultiOutputClassifier` and `MultiOutputRegressor`.
package struct SeparateOutputs: PredictiveModel {
    private let inner: InnerModels
    package let signature: ModelSignature

    /// - Parameter models: classifiers, or regressors, of one output each.
    package init(_ models: [any PredictiveModel], featureNames: [String]?) throws(ModelStructureError) {
        inner = try InnerModels(models)
        let classes = models.compactMap(\.signature.classes)
        if classes.isEmpty {
            try inner.requireRegressors()
        } else if classes.count < models.count {
            throw ModelStructureError("Some of its models are classifiers of one output and some are not")
        }
        signature = inner.signature(
            classes.isEmpty ? .regression(outputCount: models.count) : .multipleClassification(classes: classes),
            featureNames: featureNames,
            givesProbabilities: inner.givesProbabilities
        )
    }

    package var memoryBytes: Int { inner.memoryBytes }

    /// - Complexity: the sum of the models.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        if case .regression = signature.task {
            var columns: [Matrix] = []
            for model in inner.members { columns.append(try model.values(of: rows)) }
            return Prediction(outcome: .values(.joined(columns)))
        }
        var outputs: [Prediction] = []
        for member in inner.members { outputs.append(try member.model.predict(rows, asking: parts)) }
        return Prediction(outcome: .outputs(outputs))
    }
}
