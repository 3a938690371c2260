import Inference
import PickleReader

/// Reads what models of models have in common.
enum InnerModelsReader {
    /// The models of `key`, whatever they are.
    ///
    /// - Parameter key: a list, a tuple or an array of estimators.
    static func models(
        _ object: EstimatorObject,
        _ key: String = "estimators_"
    ) throws(ModelFileError) -> [any PredictiveModel] {
        var models: [any PredictiveModel] = []
        for estimator in try object.estimators(key) { models.append(try EstimatorReader.model(estimator)) }
        return models
    }
}
