import Inference

/// Reads an estimator that predicts.
typealias ModelReader = (EstimatorObject) throws(ModelFileError) -> any PredictiveModel

/// Reads an estimator that transforms.
typealias TransformerReader = (EstimatorObject) throws(ModelFileError) -> any FeatureTransformer

/// The estimators of one kind: class names and their readers.
struct EstimatorFamily {
    let models: [String: ModelReader]
    let transformers: [String: TransformerReader]

    init(models: [String: ModelReader] = [:], transformers: [String: TransformerReader] = [:]) {
        self.models = models
        self.transformers = transformers
    }
}
