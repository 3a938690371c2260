import Inference
import PickleReader

/// Reads stacked models: `estimators_`, which of their methods are asked in `stack_method_`, and `final_estimator_`.
enum StackingReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> StackedModel {
        let attribute = try object.require("classes_", "an array") { $0 }
        if attribute.array != nil {
            return try model(object, task: .classification(classes: object.classes()))
        }
        return try model(
            object,
            task: .multipleClassification(classes: try object.classesOfOutputs())
        )
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> StackedModel {
        try model(object, task: .regression(outputCount: 1))
    }

    private static func model(
        _ object: EstimatorObject,
        task: ModelSignature.Task
    ) throws(ModelFileError) -> StackedModel {
        let models = try InnerModelsReader.models(object)
        let responses = try responses(object, models, task)
        let passesFeatures = try object.flag("passthrough", default: false)
        let final = try EstimatorReader.model(object.estimator("final_estimator_"))
        let names = try object.featureNames()
        var task = task
        if case .regression = task, case .regression = final.signature.task { task = final.signature.task }
        return try object.making { () throws(ModelStructureError) in
            try StackedModel(
                models,
                responses: responses,
                final: final,
                passesFeatures: passesFeatures,
                task: task,
                featureNames: names
            )
        }
    }

    /// What the models answer, as a step of a pipeline.
    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> ModelResponses {
        let models = try InnerModelsReader.models(object)
        let attribute = object["classes_"]
        let isClassifier = attribute?.array != nil
        let task: ModelSignature.Task =
            isClassifier ? .classification(classes: try object.classes()) : .regression(outputCount: 1)
        let responses = try responses(object, models, task)
        let passesFeatures = try object.flag("passthrough", default: false)
        return try object.making { () throws(ModelStructureError) in
            try ModelResponses(
                models,
                responses: responses,
                passesFeatures: passesFeatures,
                outputCount: nil
            )
        }
    }

    private static func responses(
        _ object: EstimatorObject,
        _ models: [any PredictiveModel],
        _ task: ModelSignature.Task
    ) throws(ModelFileError) -> [ModelResponses.Response] {
        let methods = try object.require("stack_method_", "a list of methods", \.elements)
        guard methods.count == models.count else {
            throw ModelFileError(
                .malformed,
                "The StackingClassifier or StackingRegressor has \(models.count) models and \(methods.count) methods"
            )
        }
        var responses: [ModelResponses.Response] = []
        for (method, model) in zip(methods, models) {
            responses.append(try response(method, model.signature, task, object))
        }
        return responses
    }

    /// Of two classes only the second probability is told on; of several outputs all but the first of each.
    private static func response(
        _ method: PickleValue,
        _ model: ModelSignature,
        _ task: ModelSignature.Task,
        _ object: EstimatorObject
    ) throws(ModelFileError) -> ModelResponses.Response {
        switch method.text {
        case "predict": return .predictions
        case "decision_function": return .scores
        case "predict_proba":
            guard case .classification(let classes) = task, model.classes != nil else {
                return .probabilities(leavesOutFirst: true)
            }
            return .probabilities(leavesOutFirst: classes.count == 2)
        default:
            throw object.unsupported(
                "its stack_method_ names another method",
                instead: "train it with stack_method='auto'"
            )
        }
    }
}
