import Inference
import PickleReader

extension ModelInspection {
    /// - Parameter reason: why the file is not served; nil when it is.
    init(_ graph: PickleGraph, _ contents: ModelFileContents, reason: String?) {
        let root = graph.root
        let model = Self.final(of: root)
        let version = root["_sklearn_version"]?.text
        let isEstimator = root.className?.module.hasPrefix("sklearn.") == true
        let names = (root["feature_names_in_"] ?? Self.first(of: root)["feature_names_in_"])?.array
        format = isEstimator ? (graph.usesJoblib ? "sklearn-joblib" : "sklearn-pickle") : "pickle"
        pickleProtocol = graph.protocolVersion
        library = version.map { "scikit-learn \($0.printable)" }
        estimator = EstimatorSummary.tree(of: root)
        featureCount = Self.width(root) ?? Self.width(Self.first(of: root)) ?? Self.width(model)
        featureNames = names.flatMap(EstimatorObject.names)
        classes = model["classes_"]?.array.flatMap(EstimatorObject.labels)
        compression = contents.compression
        fileBytes = contents.fileBytes
        inflatedBytes = contents.pickle.count
        globals = graph.globals.map(\.description)
        suspiciousGlobals = graph.refusedGlobals.map(\.description)
        servable = reason == nil
        self.reason = reason
    }

    private static func width(_ value: PickleValue) -> Int? {
        (value["n_features_in_"] ?? value["n_features_"])?.integer
    }

    /// The estimator that sees the features first: the first step of a pipeline, or a model in one of models.
    private static func first(of root: PickleValue) -> PickleValue {
        innermost(root) { value in
            width(value) == nil
                ? value["steps"]?.elements?.first?.elements?.last ?? value["transformer_list"]?.elements?.first?
                    .elements?.last
                    ?? inner(value)
                : nil
        }
    }

    /// The estimator that answers: the last step of a pipeline, or the model in a search.
    private static func final(of root: PickleValue) -> PickleValue {
        innermost(root) { value in
            value["classes_"] == nil ? value["steps"]?.elements?.last?.elements?.last ?? inner(value) : nil
        }
    }

    /// The model that an estimator leaves its answers to.
    private static func inner(_ value: PickleValue) -> PickleValue? {
        for key in ["best_estimator_", "estimator_", "base_estimator_", "regressor_", "estimator"] {
            if let estimator = value[key], estimator.className != nil { return estimator }
        }
        return value["estimators_"]?.elements?.first
    }

    /// Follows `step` for as long as it leads somewhere, 16 times at most.
    private static func innermost(_ root: PickleValue, _ step: (PickleValue) -> PickleValue?) -> PickleValue {
        var value = root
        for _ in 0..<16 {
            guard let next = step(value) else { break }
            value = next
        }
        return value
    }
}
