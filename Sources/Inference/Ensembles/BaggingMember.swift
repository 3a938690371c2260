/// A model of an ensemble, and the features that it gets.
package struct BaggingMember: Sendable {
    let model: any PredictiveModel
    /// The columns that it gets, in its order; nil for all as they are.
    private let columns: [Int]?

    /// - Parameter columns: of rows of `featureCount` features; one may stand there more than once.
    /// - Throws: ``ModelStructureError`` for columns that rows do not have, or not as many as the model takes.
    package init(
        _ model: any PredictiveModel,
        columns: [Int],
        featureCount: Int
    ) throws(ModelStructureError) {
        guard columns.allSatisfy((0..<max(0, featureCount)).contains), columns.count == model.signature.featureCount
        else {
            throw ModelStructureError(
                "A bagged model of \(model.signature.featureCount) features gets \(columns.count) of \(featureCount)"
            )
        }
        self.model = model
        self.columns = columns.elementsEqual(0..<featureCount) ? nil : columns
    }

    /// The columns of the whole in which it takes texts.
    var textFeatures: Set<Int> {
        guard let columns else { return model.signature.textFeatures }
        return Set(model.signature.textFeatures.map { columns[$0] })
    }

    var memoryBytes: Int { model.memoryBytes + 8 * (columns?.count ?? 0) }

    func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        guard let columns else { return try model.predict(rows, asking: parts) }
        do {
            return try model.predict(rows.columns(columns), asking: parts)
        } catch {
            throw error.moved(to: columns)
        }
    }
}
