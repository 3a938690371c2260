import Inference
import ModelSwitchAPI
import Serving

/// Bodies for people to try, which the model that is active now answers.
struct ExampleBodies {
    private let bySchema: [String: JSONValue]

    init(_ signature: ModelSignature?) {
        let row = signature.map(Self.row) ?? []
        bySchema = row.isEmpty ? [:] : ["PredictionRequest": .object(["features": .array(row)])]
    }

    /// The content's own example, or one for its schema.
    func example(of content: Endpoint.Documentation.Content) -> JSONValue? {
        content.example ?? content.schema.flatMap { bySchema[$0] }
    }

    /// A row of the right width and types; its values say nothing of the data that a model was trained on.
    private static func row(_ signature: ModelSignature) -> [JSONValue] {
        guard signature.featureCount <= longestRow else { return [] }
        return (0..<signature.featureCount).map { signature.textFeatures.contains($0) ? .string("text") : .integer(1) }
    }

    private static let longestRow = 1000
}
