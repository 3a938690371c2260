/// The models of a model that asks several about the same rows.
struct InnerModels: Sendable {
    let members: [InnerModel]
    let featureCount: Int

    /// - Throws: ``ModelStructureError`` when there are none or their widths differ.
    init(_ models: [any PredictiveModel]) throws(ModelStructureError) {
        guard let first = models.first?.signature.featureCount else { throw ModelStructureError("It has no models") }
        if let other = models.first(where: { $0.signature.featureCount != first })?.signature.featureCount {
            throw ModelStructureError("One of its models takes \(first) features and another \(other)")
        }
        members = models.map(InnerModel.init)
        featureCount = first
    }

    var memoryBytes: Int { members.reduce(0) { $0 + $1.model.memoryBytes } }
    var givesProbabilities: Bool { members.allSatisfy(\.signature.givesProbabilities) }
    var givesScores: Bool { members.allSatisfy(\.signature.givesScores) }

    /// What all of them together take.
    ///
    /// - Parameter featureNames: nil to have those of the first model that knows its own.
    func signature(
        _ task: ModelSignature.Task,
        featureNames: [String]?,
        givesProbabilities: Bool = false,
        givesScores: Bool = false
    ) -> ModelSignature {
        let names = featureNames ?? members.lazy.compactMap(\.signature.featureNames).first
        return ModelSignature(
            featureCount: featureCount,
            featureNames: names?.count == featureCount ? names : nil,
            task: task,
            acceptsMissing: members.allSatisfy(\.signature.acceptsMissing),
            givesProbabilities: givesProbabilities,
            givesScores: givesScores,
            textFeatures: members.reduce(into: []) { $0.formUnion($1.signature.textFeatures) }
        )
    }

    /// - Throws: ``ModelStructureError`` when one of them is no regressor of one output.
    func requireRegressors() throws(ModelStructureError) {
        guard members.allSatisfy({ $0.signature.task == .regression(outputCount: 1) }) else {
            throw ModelStructureError("One of its models is no regressor of one output")
        }
    }
}
