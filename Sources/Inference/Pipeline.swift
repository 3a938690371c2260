/// Transformers in a row, then a model.
///
/// - Source: `sklearn.pipeline.Pipeline`.
package struct Pipeline: PredictiveModel {
    private let transformers: [any FeatureTransformer]
    private let final: any PredictiveModel
    package let signature: ModelSignature

    /// - Parameter featureNames: those that the first step was trained on.
    /// - Throws: ``ModelStructureError`` when the width of one step does not fit the next.
    package init(
        _ transformers: [any FeatureTransformer],
        final: any PredictiveModel,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        var width = transformers.first?.inputCount ?? final.signature.featureCount
        let featureCount = width
        for transformer in transformers {
            try Self.check(width, against: transformer.inputCount)
            width = transformer.outputCount
        }
        try Self.check(width, against: final.signature.featureCount)
        self.transformers = transformers
        self.final = final
        var signature = final.signature
        signature.featureCount = featureCount
        signature.featureNames = featureNames?.count == featureCount ? featureNames : nil
        signature.acceptsMissing = signature.acceptsMissing && transformers.allSatisfy(\.acceptsMissing)
        self.signature = signature
    }

    package var memoryBytes: Int { transformers.reduce(final.memoryBytes) { $0 + $1.memoryBytes } }

    /// - Complexity: the sum of the steps, and one copy of `rows`.
    package func predict(_ rows: Matrix, wantsProbabilities: Bool) throws(PredictionError) -> Prediction {
        try rows.requireWidth(signature.featureCount)
        var features = rows
        for transformer in transformers { try transformer.transform(&features) }
        return try final.predict(features, wantsProbabilities: wantsProbabilities)
    }

    private static func check(_ width: Int, against expected: Int) throws(ModelStructureError) {
        guard width == expected else {
            throw ModelStructureError("A pipeline's step gives \(width) features and the next one takes \(expected)")
        }
    }
}
