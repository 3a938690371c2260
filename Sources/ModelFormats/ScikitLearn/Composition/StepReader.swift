import Inference
import PickleReader

/// Reads transformers that follow each other.
///
/// Before scikit-learn 1.2 a function did not write how many features it takes: its neighbours know.
struct StepReader {
    private let steps: [EstimatorObject]
    /// Nil for a step whose width is not known yet.
    private let known: [(any FeatureTransformer)?]

    /// Reads the steps in their order, as far as their widths are known.
    ///
    /// - Parameter before: how many features come to the first step; nil when only the steps tell.
    init(_ steps: [EstimatorObject], before: Int? = nil) throws(ModelFileError) {
        self.steps = steps
        var known: [(any FeatureTransformer)?] = []
        for step in steps {
            let width = known.isEmpty ? before : known[known.count - 1]?.outputCount
            known.append(Self.isOpen(step) && width == nil ? nil : try Self.transformer(step, featureCount: width))
        }
        self.known = known
    }

    /// - Parameter after: how many features the model at the end takes; nil when there is none.
    func transformers(after: Int? = nil) throws(ModelFileError) -> [any FeatureTransformer] {
        var width = after
        var result: [any FeatureTransformer] = []
        for (step, known) in zip(steps, known).reversed() {
            let transformer = if let known { known } else { try Self.transformer(step, featureCount: width) }
            result.append(transformer)
            width = transformer.inputCount
        }
        return result.reversed()
    }

    /// - Parameter featureCount: how many features come to the step, where that is known.
    static func transformer(
        _ step: EstimatorObject,
        featureCount: Int?
    ) throws(ModelFileError) -> any FeatureTransformer {
        if isOpen(step) { return try ExpansionReader.function(step, featureCount: featureCount) }
        if step.name == "Pipeline" { return try PipelineReader.transformer(step, featureCount: featureCount) }
        return try EstimatorReader.transformer(step)
    }

    private static func isOpen(_ step: EstimatorObject) -> Bool {
        step.name == "FunctionTransformer" && step["n_features_in_"] == nil
    }
}
