import Inference
import PickleReader

/// Reads pipelines: `steps` is a list of pairs of a name and an estimator, or `passthrough`.
enum PipelineReader {
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> Pipeline {
        var steps = try steps(of: object)
        guard let last = steps.popLast() else { throw nothing(object) }
        let reader = try StepReader(steps)
        let final = try EstimatorReader.model(last)
        let transformers = try reader.transformers(after: final.signature.featureCount)
        let names = try featureNames(steps.first ?? last)
        return try object.making { () throws(ModelStructureError) in
            try Pipeline(transformers, final: final, featureNames: names ?? final.signature.featureNames)
        }
    }

    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> TransformerChain {
        try transformer(object, featureCount: nil)
    }

    /// - Parameter featureCount: how many features come in, where that is known.
    static func transformer(
        _ object: EstimatorObject,
        featureCount: Int?
    ) throws(ModelFileError) -> TransformerChain {
        let transformers = try StepReader(steps(of: object), before: featureCount).transformers()
        guard let width = transformers.first?.inputCount else { throw nothing(object) }
        return try object.making { () throws(ModelStructureError) in try TransformerChain(transformers, width: width) }
    }

    /// The estimators of a pipeline, without those that pass through.
    static func steps(of object: EstimatorObject) throws(ModelFileError) -> [EstimatorObject] {
        var steps: [EstimatorObject] = []
        for pair in try object.require("steps", "a list of steps", \.elements) {
            guard let members = pair.elements, members.count == 2 else {
                throw ModelFileError(.malformed, "A step of the Pipeline is no pair of a name and an estimator")
            }
            if members[1].isNone || members[1].text == "passthrough" { continue }
            let name = members[0].text?.printable ?? ""
            steps.append(try EstimatorObject(members[1], in: object, at: "step '\(name)'"))
        }
        return steps
    }

    /// The names that a step was fitted on; a pipeline and a union have those of their first step.
    private static func featureNames(_ step: EstimatorObject) throws(ModelFileError) -> [String]? {
        if let names = try step.featureNames() { return names }
        switch step.name {
        case "Pipeline":
            return try steps(of: step).first.flatMap { first throws(ModelFileError) in
                try featureNames(first)
            }
        case "FeatureUnion":
            guard let first = step["transformer_list"]?.elements?.first?.elements?.last,
                first.state?.kind == .dictionary
            else { return nil }
            return try featureNames(EstimatorObject(first, in: step, at: "the first transformer"))
        default: return nil
        }
    }

    private static func nothing(_ object: EstimatorObject) -> ModelFileError {
        object.unsupported("no step of it does anything", instead: "save a Pipeline that ends with a model")
    }
}
