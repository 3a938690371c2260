import Inference
import PickleReader

/// Reads gradient boosting: `estimators_` of shape (iterations, outputs), and `init_`, where the sums start.
enum BoostingReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let classes = try object.classes()
        let names = try object.featureNames()
        let isExponential = object["loss"]?.text == "exponential"
        let start = try classifierStart(object, classCount: classes.count, isHalved: isExponential)
        let boosting = try boosting(object, start: start, outputCount: classes.count == 2 ? 1 : classes.count)
        let decidesByScores = isExponential || object.context.version >= .release(1, 4)
        return try object.making { () throws(ModelStructureError) in
            try GradientBoostingClassifier(
                boosting,
                scores: BoostedScores(
                    loss: isExponential ? .exponential : .logLoss,
                    decision: decidesByScores ? .scores : .probabilities
                ),
                classes: classes,
                featureNames: names
            )
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let names = try object.featureNames()
        let boosting = try boosting(object, start: regressorStart(object), outputCount: 1)
        return try object.making { () throws(ModelStructureError) in
            try GradientBoostingRegressor(boosting, featureNames: names)
        }
    }

    private static func boosting(
        _ object: EstimatorObject,
        start: BoostingStart,
        outputCount: Int
    ) throws(ModelFileError) -> GradientBoosting {
        let rate = try object.number("learning_rate")
        let array = try object.require("estimators_", "an array of trees", \.array)
        guard array.shape.count == 2, array.shape[1] == outputCount, let members = array.objects() else {
            throw ModelFileError(.malformed, "The estimators_ of the \(object.name) have shape \(array.shape)")
        }
        var trees: [TreeReader] = []
        trees.reserveCapacity(members.count)
        for member in members {
            trees.append(try TreeReader(EstimatorObject(member, in: object, at: "estimators_")))
        }
        let nodeCount = trees.reduce(0) { $0 + $1.nodeCount }
        try object.context.spend(nodeCount)
        var ensemble = try object.making { () throws(ModelStructureError) in
            guard rate.isFinite else { throw ModelStructureError("Its learning rate is not finite") }
            return try TreeEnsemble(
                featureCount: trees.first?.featureCount ?? 0,
                valueCount: 1,
                outputCount: outputCount,
                nodeCount: nodeCount
            )
        }
        for tree in trees {
            let table = try tree.regressor()
            try object.making { () throws(ModelStructureError) in try ensemble.append(table, scaledBy: rate) }
        }
        return try object.making { () throws(ModelStructureError) in try GradientBoosting(ensemble, start: start) }
    }

    // MARK: Where the sums start

    /// - Parameter isHalved: for the exponential loss.
    private static func classifierStart(
        _ object: EstimatorObject,
        classCount: Int,
        isHalved: Bool
    ) throws(ModelFileError) -> BoostingStart {
        if object["init_"]?.text == "zero" {
            return .constant([Double](repeating: 0, count: classCount == 2 ? 1 : classCount))
        }
        let initial = try object.estimator("init_")
        let link = BoostingLink(
            epsilon: object.context.version >= .release(1, 8) ? .ulpOfOne : Double(Float.ulpOfOne),
            isHalved: isHalved,
            isCentred: object.context.version >= .release(1, 4)
        )
        guard let shares = try constantShares(initial, classCount: classCount) else {
            return .probabilities(of: try EstimatorReader.model(initial), link, classCount: classCount)
        }
        guard shares.count == classCount, classCount >= 2 else {
            throw ModelFileError(.malformed, "The \(object.name) starts from \(shares.count) shares of classes")
        }
        return .constant(link.scores(of: shares))
    }

    /// The probabilities of a `DummyClassifier`, where they are the same for every row; nil for anything else.
    private static func constantShares(
        _ initial: EstimatorObject,
        classCount: Int
    ) throws(ModelFileError) -> [Double]? {
        guard initial.name == "DummyClassifier" else { return nil }
        switch initial["strategy"]?.text {
        case "prior": return try initial.doubles("class_prior_")
        case "uniform": return [Double](repeating: 1 / Double(classCount), count: classCount)
        default: return nil
        }
    }

    private static func regressorStart(_ object: EstimatorObject) throws(ModelFileError) -> BoostingStart {
        if object["init_"]?.text == "zero" { return .constant([0]) }
        let initial = try object.estimator("init_")
        guard initial.name == "DummyRegressor" else { return .answers(of: try EstimatorReader.model(initial)) }
        return .constant(try initial.numbers("constant_"))
    }
}
