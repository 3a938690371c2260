package import Inference

/// A tensor of an answer.
package struct OutputTensor: Sendable, Equatable {
    package enum Elements: Sendable, Equatable {
        case integers([Int])
        case numbers([Double])
        case texts([String])
        case booleans([Bool])
    }

    package let name: String
    package let shape: [Int]
    package let elements: Elements

    package var datatype: TensorDatatype {
        switch elements {
        case .integers: .int64
        case .numbers: .fp64
        case .texts: .bytes
        case .booleans: .bool
        }
    }
}

extension OutputTensor {
    /// The tensor of that name; nil when the prediction does not have it.
    package init?(_ name: String, of prediction: Prediction, _ signature: ModelSignature) {
        if name == TabularTensors.predictionName {
            self.init(prediction, signature)
            return
        }
        guard let probabilities = Self.probabilities(name, prediction) else { return nil }
        self.init(
            name: name,
            shape: [probabilities.rowCount, probabilities.columnCount],
            elements: .numbers(probabilities.values)
        )
    }

    private init(_ prediction: Prediction, _ signature: ModelSignature) {
        name = TabularTensors.predictionName
        switch prediction.outcome {
        case .values(let values):
            shape = values.columnCount == 1 ? [values.rowCount] : [values.rowCount, values.columnCount]
            elements = .numbers(values.values)
        case .classIndices(let indices):
            shape = [indices.count]
            elements = Self.elements([(indices, signature.classes ?? [])])
        case .outputs(let outputs):
            shape = [prediction.rowCount, outputs.count]
            elements = Self.elements(
                zip(outputs, signature.classesOfOutputs).map { output, classes in
                    guard case .classIndices(let indices) = output.outcome else { return ([], []) }
                    return (indices, classes)
                }
            )
        }
    }

    private static func probabilities(_ name: String, _ prediction: Prediction) -> Matrix? {
        if name == TabularTensors.probabilitiesName { return prediction.probabilities }
        let prefix = TabularTensors.probabilitiesName + "_"
        guard name.hasPrefix(prefix), let index = Int(name.dropFirst(prefix.count)),
            case .outputs(let outputs) = prediction.outcome, outputs.indices.contains(index)
        else { return nil }
        return outputs[index].probabilities
    }

    // MARK: - Labels

    /// The labels of each row, output by output, in the datatype that holds all classes.
    private static func elements(_ outputs: [(indices: [Int], classes: [ClassLabel])]) -> Elements {
        switch TabularTensors.datatype(of: outputs.flatMap(\.classes)) {
        case .bool: .booleans(rows(outputs) { $0.isTrue })
        case .fp64: .numbers(rows(outputs) { $0.number })
        case .bytes: .texts(rows(outputs) { $0.text })
        default: .integers(rows(outputs) { $0.integer })
        }
    }

    private static func rows<Element>(
        _ outputs: [(indices: [Int], classes: [ClassLabel])],
        _ element: (ClassLabel) -> Element
    ) -> [Element] {
        // What each class looks like is decided once, not row by row.
        let elements = outputs.map { $0.classes.map(element) }
        if outputs.count == 1 {
            return outputs[0].indices.map { pick($0, elements[0], element) }
        }
        let count = outputs.map(\.indices.count).min() ?? 0
        return (0..<count).flatMap { row in
            outputs.indices.map { pick(outputs[$0].indices[row], elements[$0], element) }
        }
    }

    /// The class of an index, or the index itself where the model knows no such class.
    private static func pick<Element>(
        _ index: Int,
        _ elements: [Element],
        _ element: (ClassLabel) -> Element
    ) -> Element {
        elements.indices.contains(index) ? elements[index] : element(.integer(index))
    }
}

extension ClassLabel {
    fileprivate var isTrue: Bool {
        if case .boolean(let value) = self { value } else { integer != 0 }
    }

    fileprivate var integer: Int {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value.rounded()) ?? 0
        case .boolean(let value): value ? 1 : 0
        case .string: 0
        }
    }

    fileprivate var number: Double {
        if case .number(let value) = self { value } else { Double(integer) }
    }

    fileprivate var text: String {
        switch self {
        case .string(let value): value
        case .integer(let value): String(value)
        case .number(let value): value.description
        case .boolean(let value): value ? "true" : "false"
        }
    }
}
