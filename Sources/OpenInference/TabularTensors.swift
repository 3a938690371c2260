package import Inference

/// The tensors of a model of rows: one input, its prediction, and a classifier's probabilities.
package struct TabularTensors: Sendable, Equatable {
    package static let inputName = "input"
    package static let predictionName = "predict"
    package static let probabilitiesName = "predict_proba"

    package let input: TensorDescription
    /// The prediction first.
    package let outputs: [TensorDescription]

    package init(_ signature: ModelSignature) {
        input = TensorDescription(
            name: Self.inputName,
            datatype: signature.textFeatures.isEmpty ? .fp64 : .bytes,
            shape: [-1, signature.featureCount]
        )
        outputs = [Self.prediction(signature)] + Self.probabilities(signature)
    }

    /// Checks that the model has the outputs that a request names.
    ///
    /// - Throws: ``OpenInferenceError`` that names those there are.
    package func check(_ requested: [RequestedOutput]) throws(OpenInferenceError) {
        for output in requested where !outputs.contains(where: { $0.name == output.name }) {
            let names = outputs.map { "'\($0.name)'" }.joined(separator: ", ")
            throw OpenInferenceError(
                "got output \(OpenInferenceError.shown(output.name)), expected one of the model's: \(names)"
            )
        }
    }

    /// The datatype that holds every one of the classes.
    static func datatype(of classes: [ClassLabel]) -> TensorDatatype {
        let kinds = Set(classes.map(Kind.init))
        switch kinds {
        case [.boolean]: return .bool
        case [.number], [.number, .integer]: return .fp64
        case [.integer], []: return .int64
        default: return .bytes
        }
    }

    private enum Kind {
        case integer, number, string, boolean

        init(_ label: ClassLabel) {
            self =
                switch label {
                case .integer: .integer
                case .number: .number
                case .string: .string
                case .boolean: .boolean
                }
        }
    }

    private static func prediction(_ signature: ModelSignature) -> TensorDescription {
        let (datatype, width): (TensorDatatype, Int?) =
            switch signature.task {
            case .regression(let outputCount): (.fp64, outputCount == 1 ? nil : outputCount)
            case .classification(let classes): (self.datatype(of: classes), nil)
            case .multipleClassification(let classes): (self.datatype(of: classes.flatMap(\.self)), classes.count)
            }
        return TensorDescription(name: predictionName, datatype: datatype, shape: [-1] + (width.map { [$0] } ?? []))
    }

    /// One tensor, or for a classifier of several outputs one for each: they may have different classes.
    private static func probabilities(_ signature: ModelSignature) -> [TensorDescription] {
        guard signature.givesProbabilities else { return [] }
        switch signature.task {
        case .regression: return []
        case .classification(let classes):
            return [TensorDescription(name: probabilitiesName, datatype: .fp64, shape: [-1, classes.count])]
        case .multipleClassification(let outputs):
            return outputs.enumerated().map { index, classes in
                TensorDescription(name: "\(probabilitiesName)_\(index)", datatype: .fp64, shape: [-1, classes.count])
            }
        }
    }
}
