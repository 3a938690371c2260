import Inference
import PickleReader

/// Reads estimators that leave everything to another one in them.
enum DelegateReader {
    static func frozen(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        try EstimatorReader.model(object.estimator("estimator"))
    }

    static func frozenTransformer(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        try EstimatorReader.transformer(object.estimator("estimator"))
    }

    static func selfTraining(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        // It was base_estimator_ before scikit-learn 1.6.
        try EstimatorReader.model(object.estimator(object["estimator_"] == nil ? "base_estimator_" : "estimator_"))
    }

    // MARK: Searches

    static func search(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        try EstimatorReader.model(best(of: object))
    }

    static func searchTransformer(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        try EstimatorReader.transformer(best(of: object))
    }

    private static func best(of object: EstimatorObject) throws(ModelFileError) -> EstimatorObject {
        if object["best_estimator_"] == nil, try !object.flag("refit", default: true) {
            throw object.unsupported(
                "it was made with refit=False and holds no fitted model",
                instead: "fit it with refit=True, or fit and save an estimator with its best_params_"
            )
        }
        return try object.estimator("best_estimator_")
    }

    // MARK: Eliminations

    static func elimination(_ object: EstimatorObject) throws(ModelFileError) -> SelectedFeatures {
        let model = try EstimatorReader.model(object.estimator("estimator_"))
        let support = try object.require("support_", "an array of booleans", \.array)
        try object.context.spend(support.count)
        guard support.isBoolean, support.shape.count == 1, let mask = support.integers() else {
            throw ModelFileError(.malformed, "The support_ of the \(object.name) is no array of booleans")
        }
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try SelectedFeatures(
                model,
                columns: mask.indices.filter { mask[$0] != 0 },
                featureCount: mask.count,
                featureNames: names
            )
        }
    }
}
