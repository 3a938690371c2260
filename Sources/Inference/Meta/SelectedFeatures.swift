/// A model that is asked about some of the features.
///
/// - Source: `sklearn.feature_selection.RFE` and `RFECV` as predictors.
package struct SelectedFeatures: PredictiveModel {
    private let inner: InnerModel
    private let columns: [Int]
    package let signature: ModelSignature

    /// - Parameter columns: where the features that the model takes stand among `featureCount`.
    package init(
        _ model: any PredictiveModel,
        columns: [Int],
        featureCount: Int,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount), columns.count == model.signature.featureCount,
            columns.allSatisfy((0..<featureCount).contains)
        else {
            throw ModelStructureError(
                "It picks \(columns.count) of \(featureCount) features for a model of \(model.signature.featureCount)"
            )
        }
        inner = InnerModel(model: model)
        self.columns = columns
        var signature = model.signature
        signature.featureCount = featureCount
        signature.featureNames = featureNames?.count == featureCount ? featureNames : nil
        signature.textFeatures = Set(
            signature.textFeatures.compactMap { columns.indices.contains($0) ? columns[$0] : nil }
        )
        self.signature = signature
    }

    package var memoryBytes: Int { inner.model.memoryBytes + 8 * columns.count }

    /// - Complexity: that of the model, and a copy of the features that it takes.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try rows.requireWidth(signature.featureCount)
        do {
            return try inner.model.predict(rows.columns(columns), asking: parts)
        } catch {
            throw error.moved(to: columns)
        }
    }
}
