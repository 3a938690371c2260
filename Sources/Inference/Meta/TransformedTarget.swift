/// A regressor that was trained on a transformed target; its answers are transformed back.
///
/// - Source: `sklearn.compose.TransformedTargetRegressor`.
package struct TransformedTarget: PredictiveModel {
    private let inner: InnerModel
    private let steps: [TargetInverse]
    package let signature: ModelSignature

    /// - Parameter steps: in the order in which they are taken.
    package init(
        _ model: any PredictiveModel,
        steps: [TargetInverse],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard case .regression(let outputCount) = model.signature.task else {
            throw ModelStructureError("Its model is no regressor")
        }
        for step in steps { try step.check(columnCount: outputCount) }
        inner = InnerModel(model: model)
        self.steps = steps
        var signature = model.signature
        signature.featureNames = featureNames?.count == signature.featureCount ? featureNames : signature.featureNames
        self.signature = signature
    }

    package var memoryBytes: Int { inner.model.memoryBytes + steps.reduce(0) { $0 + $1.memoryBytes } }

    /// - Complexity: that of the model, and O(n · outputs) for each step.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        var values = try inner.values(of: rows)
        for step in steps { step.apply(to: &values) }
        return Prediction(outcome: .values(values))
    }
}
