import Inference
import PickleReader

/// Reads adaptive boosting: `estimators_` and `estimator_weights_`.
enum AdaBoostReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let classes = try object.classes()
        let names = try object.featureNames()
        let members = try members(of: object)
        let weights = try object.doubles("estimator_weights_")
        return try object.making { () throws(ModelStructureError) in
            try AdaBoostClassifier(
                members,
                weights: weights,
                votes: votes(of: object),
                classes: classes,
                featureNames: names
            )
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let names = try object.featureNames()
        let members = try members(of: object)
        let weights = try object.doubles("estimator_weights_")
        return try object.making { () throws(ModelStructureError) in
            try AdaBoostRegressor(members, weights: weights, featureNames: names)
        }
    }

    /// - Source: `AdaBoostClassifier.decision_function`; scikit-learn 1.6 left SAMME.R out.
    private static func votes(of object: EstimatorObject) -> AdaBoostClassifier.Votes {
        let version = object.context.version
        if version < .release(1, 6), object["algorithm"]?.text == "SAMME.R" { return .logarithms }
        return version < .release(1, 3) ? .forNamed : .againstOthers
    }

    private static func members(of object: EstimatorObject) throws(ModelFileError) -> [any PredictiveModel] {
        var members: [any PredictiveModel] = []
        for member in try object.estimators("estimators_") { members.append(try EstimatorReader.model(member)) }
        return members
    }
}
