import Inference
import PickleReader

/// Reads transformers that stand side by side: `transformers_` is a list of a name, a transformer and its columns;
/// `transformer_list` of a union one of a name and a transformer.
enum ColumnTransformerReader {
    // MARK: Columns

    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> ColumnTransformer {
        let selection = try ColumnSelection(object)
        let weights = object["transformer_weights"]
        var parts: [ColumnTransformer.Part] = []
        for entry in try object.require("transformers_", "a list of transformers", \.elements) {
            guard let members = entry.elements, members.count == 3, let name = members[0].text else {
                throw ModelFileError(
                    .malformed,
                    "The transformers_ of the \(object.name) are not all a name, a transformer and its columns"
                )
            }
            if members[1].text == "drop" { continue }
            let columns = try selection.columns(ofTransformer: name, members[2])
            // One of no columns was never fitted.
            if columns.isEmpty { continue }
            let place = "transformer '\(String(name.prefix(100)).printable)'"
            parts.append(
                ColumnTransformer.Part(
                    columns: columns,
                    transformer: try step(members[1], in: object, at: place, featureCount: columns.count),
                    weight: try weight(of: name, weights, object)
                )
            )
        }
        return try object.making { () throws(ModelStructureError) in
            try ColumnTransformer(parts, width: selection.width)
        }
    }

    // MARK: Unions

    static func union(_ object: EstimatorObject) throws(ModelFileError) -> ColumnTransformer {
        let weights = object["transformer_weights"]
        var steps: [((any FeatureTransformer)?, Double?)] = []
        for entry in try object.require("transformer_list", "a list of transformers", \.elements) {
            guard let members = entry.elements, members.count == 2, let name = members[0].text else {
                throw ModelFileError(
                    .malformed,
                    "The transformer_list of the \(object.name) is not all pairs of a name and a transformer"
                )
            }
            // None stood for 'drop' before scikit-learn 1.0.
            if members[1].text == "drop" || members[1].isNone { continue }
            let place = "transformer '\(String(name.prefix(100)).printable)'"
            steps.append((try step(members[1], in: object, at: place), try weight(of: name, weights, object)))
        }
        let fitted = steps.lazy.compactMap { $0.0?.inputCount }.first
        let width = if let fitted { fitted } else { try unionWidth(object) }
        return try object.making { () throws(ModelStructureError) in
            try ColumnTransformer(
                steps.map { ColumnTransformer.Part(columns: nil, transformer: $0.0, weight: $0.1) },
                width: width
            )
        }
    }

    /// The width of a union in which everything passes: the steps for that may know it.
    private static func unionWidth(_ object: EstimatorObject) throws(ModelFileError) -> Int {
        for entry in object["transformer_list"]?.elements ?? [] {
            if let width = entry.elements?.last?["n_features_in_"]?.singleInteger { return width }
        }
        return try object.integer("n_features_in_")
    }

    // MARK: Both

    /// Nil for a step that lets everything pass.
    private static func step(
        _ value: PickleValue,
        in object: EstimatorObject,
        at place: String,
        featureCount: Int? = nil
    ) throws(ModelFileError) -> (any FeatureTransformer)? {
        if value.text == "passthrough" { return nil }
        let step = try EstimatorObject(value, in: object, at: place)
        return try isIdentity(step) ? nil : StepReader.transformer(step, featureCount: featureCount)
    }

    /// Whether it is what scikit-learn since 1.1 puts in the place of 'passthrough', or a pipeline of such steps.
    private static func isIdentity(_ step: EstimatorObject) throws(ModelFileError) -> Bool {
        switch step.name {
        case "FunctionTransformer":
            return step["func"]?.isNone == true && step["validate"]?.boolean != true
        case "Pipeline": return try PipelineReader.steps(of: step).isEmpty
        default: return false
        }
    }

    private static func weight(
        of name: String,
        _ weights: PickleValue?,
        _ object: EstimatorObject
    ) throws(ModelFileError) -> Double? {
        guard let value = weights?[name], !value.isNone else { return nil }
        guard let weight = value.singleNumber else {
            throw ModelFileError(.malformed, "A weight in the transformer_weights of the \(object.name) is no number")
        }
        return weight
    }
}
