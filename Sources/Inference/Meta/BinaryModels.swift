/// Models that each tell one thing from another: the parts of a model of many classes.
///
/// - Source: the private functions of `sklearn.multiclass` that ask them.
struct BinaryModels: Sendable {
    let inner: InnerModels

    /// - Throws: ``ModelStructureError`` for a model of more than two classes, or one that can only name a class.
    init(_ models: [any PredictiveModel]) throws(ModelStructureError) {
        inner = try InnerModels(models)
        for model in models { try Self.check(model.signature) }
    }

    static func check(_ signature: ModelSignature) throws(ModelStructureError) {
        if signature.task == .regression(outputCount: 1) { return }
        guard signature.classes?.count == 2 else {
            throw ModelStructureError("One of its models does not tell one thing from another")
        }
        guard signature.givesScores || signature.givesProbabilities else {
            throw ModelStructureError("One of its models has neither a decision function nor probabilities")
        }
    }

    var count: Int { inner.members.count }

    /// What a confidence has to exceed for the positive class, as the first model decides it for all.
    var threshold: Double { inner.members.first?.threshold ?? 0 }
}

extension InnerModel {
    /// How sure a binary model is of the positive class: a score, or else a probability; a regressor's number.
    func confidences(of rows: FeatureTable) throws(PredictionError) -> [Double] {
        if signature.classes == nil { return try values(of: rows).values }
        if signature.givesScores { return try scores(of: rows).column(0) }
        return try probabilities(of: rows).column(1)
    }

    /// What `decision_function` of a constant gives is not compared with 0.
    fileprivate var threshold: Double {
        signature.classes != nil && signature.givesScores && !(model is ConstantModel) ? 0 : 0.5
    }
}
