import Inference

/// The table of what is served: class name to reader.
///
/// It is made once for each file that is read, so that readers need not be shared between threads.
enum EstimatorReader {
    private static let families: [@Sendable () -> EstimatorFamily] = [
        { .linear },
        { .trees },
        { .ensembles },
        { .supportVectors },
        { .neighbours },
        { .naiveBayes },
        { .discriminants },
        { .neural },
        { .gaussianProcesses },
        { .clusters },
        { .outliers },
        { .meta },
        { .composition },
        { .scaling },
        { .encoding },
        { .imputation },
        { .decomposition },
        { .selection },
        { .text },
    ]

    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` for a class that predicts nothing here.
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        guard let read = reader(of: object, \.models) else { throw unsupported(object, isModel: true) }
        return try read(object)
    }

    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` for a class that transforms nothing here.
    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        guard let read = reader(of: object, \.transformers) else { throw unsupported(object, isModel: false) }
        return try read(object)
    }

    private static func reader<Reader>(
        of object: EstimatorObject,
        _ table: KeyPath<EstimatorFamily, [String: Reader]>
    ) -> Reader? {
        for family in families {
            if let reader = family()[keyPath: table][object.name] { return reader }
        }
        return nil
    }

    private static func unsupported(_ object: EstimatorObject, isModel: Bool) -> ModelFileError {
        if isModel, reader(of: object, \.transformers) != nil {
            return object.unsupported(
                "it transforms features and predicts nothing",
                instead: "save the Pipeline that ends with the model"
            )
        }
        return object.unsupported(
            "\(object.module).\(object.name) is not among the estimators that are read natively",
            instead: isModel
                ? "train one that is (docs/model-formats.md lists them)"
                : "replace this step by one that is (docs/model-formats.md lists them)"
        )
    }
}
