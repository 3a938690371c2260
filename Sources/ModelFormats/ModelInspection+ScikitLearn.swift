import Inference
import PickleReader

extension ModelInspection {
    /// - Parameter reason: why the file is not served; nil when it is.
    init(_ graph: PickleGraph, fileBytes: Int, reason: String?) {
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
        self.fileBytes = fileBytes
        globals = graph.globals.map(\.description)
        suspiciousGlobals = graph.refusedGlobals.map(\.description)
        servable = reason == nil
        self.reason = reason
    }

    private static func width(_ value: PickleValue) -> Int? {
        (value["n_features_in_"] ?? value["n_features_"])?.integer
    }

    private static func first(of root: PickleValue) -> PickleValue {
        root["steps"]?.elements?.first?.elements?.last ?? root
    }

    /// The last step of a pipeline, or of one in it.
    private static func final(of root: PickleValue) -> PickleValue {
        var model = root
        for _ in 0..<16 {
            guard let last = model["steps"]?.elements?.last?.elements?.last else { break }
            model = last
        }
        return model
    }
}
