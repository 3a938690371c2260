import Inference
import PickleReader

/// Reads gradient boosting: `estimators_` of shape (iterations, outputs), and `init_`, where the sums start.
enum BoostingReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> GradientBoostingClassifier {
        let classes = try object.classes()
        let names = try object.featureNames()
        let loss = object["loss"]?.text == "exponential" ? GradientBoostingClassifier.Loss.exponential : .logLoss
        let start = try start(object, classCount: classes.count, isHalved: loss == .exponential)
        let boosting = try boosting(object, start: start)
        let isRecent = object.context.version >= .release(1, 4)
        return try object.making { () throws(ModelStructureError) in
            try GradientBoostingClassifier(
                boosting,
                loss: loss,
                decision: isRecent || loss == .exponential ? .rawScores : .probabilities,
                classes: classes,
                featureNames: names
            )
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> GradientBoostingRegressor {
        let names = try object.featureNames()
        let boosting = try boosting(object, start: regressionStart(object))
        return try object.making { () throws(ModelStructureError) in
            try GradientBoostingRegressor(boosting, featureNames: names)
        }
    }

    private static func boosting(_ object: EstimatorObject, start: [Double]) throws(ModelFileError) -> GradientBoosting
    {
        let rate = try object.number("learning_rate")
        let array = try object.require("estimators_", "an array of trees", \.array)
        guard array.shape.count == 2, array.shape[1] == start.count, let trees = array.objects() else {
            throw ModelFileError(.malformed, "The estimators_ of the \(object.name) have shape \(array.shape)")
        }
        var tables: [TreeTable] = []
        for tree in trees {
            tables.append(try TreeReader(EstimatorObject(tree, context: object.context)).regressor())
        }
        return try object.making { () throws(ModelStructureError) in
            guard let first = tables.first else { throw ModelStructureError("There are no trees") }
            return try GradientBoosting(tables, start: start, learningRate: rate, featureCount: first.featureCount)
        }
    }

    // MARK: Where the sums start

    private static func start(
        _ object: EstimatorObject,
        classCount: Int,
        isHalved: Bool
    ) throws(ModelFileError) -> [Double] {
        if object["init_"]?.text == "zero" { return [Double](repeating: 0, count: classCount == 2 ? 1 : classCount) }
        let initial = try dummy(object, "DummyClassifier")
        let priors = try initial.doubles("class_prior_")
        guard initial["strategy"]?.text == "prior", priors.count == classCount else {
            throw unsupportedStart(object, initial)
        }
        let epsilon = object.context.version >= .release(1, 8) ? Double.ulpOfOne : Double(Float.ulpOfOne)
        return classCount == 2
            ? BoostingStart.binary(priors: priors, epsilon: epsilon, isHalved: isHalved)
            : BoostingStart.multinomial(
                priors: priors,
                epsilon: epsilon,
                isCentred: object.context.version >= .release(1, 4)
            )
    }

    private static func regressionStart(_ object: EstimatorObject) throws(ModelFileError) -> [Double] {
        if object["init_"]?.text == "zero" { return [0] }
        return try dummy(object, "DummyRegressor").doubles("constant_")
    }

    private static func dummy(_ object: EstimatorObject, _ name: String) throws(ModelFileError) -> EstimatorObject {
        let initial = try object.estimator("init_")
        guard initial.name == name else { throw unsupportedStart(object, initial) }
        return initial
    }

    private static func unsupportedStart(_ object: EstimatorObject, _ initial: EstimatorObject) -> ModelFileError {
        ModelFileError(
            .unsupportedEstimator,
            "The \(object.name) starts from a \(initial.name) of its own, which is not served. Train it without `init`"
        )
    }
}
