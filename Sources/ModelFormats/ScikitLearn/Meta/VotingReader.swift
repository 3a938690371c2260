import Inference
import PickleReader

/// Reads models that vote: `estimators_`, and `weights` for all that were given, those that are dropped among them.
enum VotingReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> VotingClassifier {
        let models = try InnerModelsReader.models(object)
        let weights = try weights(of: object)
        let classes = try object.classes()
        let names = try object.featureNames()
        let rule: VotingClassifier.Rule = object.text("voting") == "soft" ? .meanProbability : .majority
        return try object.making { () throws(ModelStructureError) in
            try VotingClassifier(models, rule: rule, weights: weights, classes: classes, featureNames: names)
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> VotingRegressor {
        let models = try InnerModelsReader.models(object)
        let weights = try weights(of: object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try VotingRegressor(models, weights: weights, featureNames: names)
        }
    }

    /// What the models answer, as a step of a pipeline; weights do not count there.
    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> ModelResponses {
        if try !object.flag("flatten_transform", default: true), object.text("voting") == "soft" {
            throw object.unsupported(
                "with flatten_transform=False it makes a table for each of its models",
                instead: "train it with flatten_transform=True"
            )
        }
        let models = try InnerModelsReader.models(object)
        let response: ModelResponses.Response =
            object.text("voting") == "soft" ? .probabilities(leavesOutFirst: false) : .predictions
        return try object.making { () throws(ModelStructureError) in
            try ModelResponses(
                models,
                responses: models.map { _ in response },
                passesFeatures: false,
                outputCount: nil
            )
        }
    }

    private static func weights(of object: EstimatorObject) throws(ModelFileError) -> [Double]? {
        guard let value = object["weights"], !value.isNone else { return nil }
        guard let weights = try object.numbers(in: value) else {
            throw ModelFileError(.malformed, "The weights of the \(object.name) are no list of numbers")
        }
        let given = try object.require("estimators", "a list of estimators", \.elements)
        guard given.count == weights.count else { return weights }
        return zip(given, weights).filter { !isDropped($0.0) }.map(\.1)
    }

    private static func isDropped(_ pair: PickleValue) -> Bool {
        guard let estimator = pair.elements?.last else { return false }
        return estimator.text == "drop" || estimator.isNone
    }
}
