/// Transformers in a row, then a model.
///
/// - Source: `sklearn.pipeline.Pipeline`.
package struct Pipeline: PredictiveModel {
    private let chain: TransformerChain
    private let final: any PredictiveModel
    private let hasSteps: Bool
    package let signature: ModelSignature

    /// - Parameter featureNames: those that the first step was trained on.
    /// - Throws: ``ModelStructureError`` when the width of one step does not fit the next.
    package init(
        _ transformers: [any FeatureTransformer],
        final: any PredictiveModel,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        let width = transformers.first?.inputCount ?? final.signature.featureCount
        chain = try TransformerChain(transformers, width: width)
        guard chain.outputCount == final.signature.featureCount else {
            throw ModelStructureError(
                "A pipeline's last step gives \(chain.outputCount) features and the model takes "
                    + "\(final.signature.featureCount)"
            )
        }
        self.final = final
        hasSteps = !transformers.isEmpty
        var signature = final.signature
        signature.featureCount = width
        signature.featureNames = featureNames?.count == width ? featureNames : nil
        if hasSteps {
            signature.acceptsMissing = chain.acceptsMissing && (signature.acceptsMissing || !chain.passesMissing)
            signature.textFeatures = chain.textFeatures
        }
        self.signature = signature
    }

    package var memoryBytes: Int { chain.memoryBytes + final.memoryBytes }

    /// - Complexity: the sum of the steps, and one copy of `rows`.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try rows.requireWidth(signature.featureCount)
        let blocks = RowBlocks(rowCount: rows.rowCount, width: chain.workingWidth)
        if blocks.isSingle { return try predictBlock(rows, parts) }
        return try blocks.predict { range throws(PredictionError) in try predictBlock(rows.rows(range), parts) }
    }

    private func predictBlock(
        _ rows: FeatureTable,
        _ parts: PredictionParts
    ) throws(PredictionError) -> Prediction {
        var features = rows
        try chain.transform(&features)
        do {
            return try final.predict(features, asking: parts)
        } catch {
            throw hasSteps ? error.withoutPlace : error
        }
    }
}
