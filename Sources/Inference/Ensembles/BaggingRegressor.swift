/// Regressors trained on parts of the rows and features; the mean of their answers is the answer.
///
/// - Source: `sklearn.ensemble.BaggingRegressor`.
package struct BaggingRegressor: PredictiveModel {
    private let members: [BaggingMember]
    private let outputCount: Int
    package let signature: ModelSignature

    /// - Throws: ``ModelStructureError`` for no members, and for members that do not answer equally many numbers.
    package init(
        _ members: [BaggingMember],
        featureCount: Int,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard let task = members.first?.model.signature.task, case .regression(let outputCount) = task,
            members.allSatisfy({ $0.model.signature.task == task }),
            ModelSignature.featureCounts.contains(featureCount)
        else { throw ModelStructureError("The bagged regressors do not answer equally many numbers") }
        self.members = members
        self.outputCount = outputCount
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames,
            task: task,
            acceptsMissing: members.allSatisfy(\.model.signature.acceptsMissing),
            textFeatures: members.reduce(into: []) { $0.formUnion($1.textFeatures) }
        )
    }

    package var memoryBytes: Int { members.reduce(0) { $0 + $1.memoryBytes } }

    /// - Complexity: the sum of the members, and a copy of its columns for each that does not take all.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        for member in members {
            guard case .values(let answers) = try member.predict(rows, asking: []).outcome else { continue }
            for index in sums.values.indices { sums.values[index] += answers.values[index] }
        }
        return Prediction(outcome: .values(sums.dividing(by: Double(members.count))))
    }
}
