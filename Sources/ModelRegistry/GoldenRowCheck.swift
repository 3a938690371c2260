import Inference
import ModelSwitchAPI

/// Whether a model answers its sidecar's golden rows as the sidecar says.
struct GoldenRowCheck {
    let model: any PredictiveModel
    let sidecar: Sidecar

    /// Runs every golden row.
    ///
    /// - Throws: ``RegistryError`` with code `validationFailed` that names the row, what was got and what was expected.
    func run() throws(RegistryError) {
        for (index, row) in sidecar.goldenRows.enumerated() {
            do {
                try check(row)
            } catch let error as Mismatch {
                throw RegistryError(.validationFailed, "golden row \(index): \(error.message)")
            } catch {
                throw RegistryError(.validationFailed, "golden row \(index): \(error)")
            }
        }
    }

    private struct Mismatch: Error {
        let message: String
    }

    private func check(_ row: Sidecar.GoldenRow) throws {
        let answer = try model.predict(row.features, asking: row.probabilities == nil ? [] : .probabilities)
        try check(answer.outcome, against: row.prediction)
        if let expected = row.probabilities, let got = answer.probabilities {
            try check(got.values, against: expected)
        }
    }

    private func check(_ outcome: Prediction.Outcome, against expected: JSONValue) throws {
        switch outcome {
        case .classIndices(let indices):
            let label = indices.first.flatMap { model.signature.classes?.element(at: $0) }.map(JSONValue.init)
            guard label == expected else {
                throw Mismatch(message: "prediction is \(label?.text ?? "nothing"), expected \(expected.text)")
            }
        case .values(let values):
            try check(values.values, against: expected.numbers)
        case .outputs(let outputs):
            let labels = zip(outputs, model.signature.classesOfOutputs).map(Self.label)
            guard case .array(let targets) = expected, labels == targets else {
                let texts = labels.map { $0?.text ?? "nothing" }.joined(separator: ", ")
                throw Mismatch(message: "prediction is [\(texts)], expected \(expected.text)")
            }
        }
    }

    /// The label that the first row of an output gets.
    private static func label(_ output: Prediction, _ classes: [ClassLabel]) -> JSONValue? {
        guard case .classIndices(let indices) = output.outcome else { return nil }
        return indices.first.flatMap { classes.element(at: $0) }.map(JSONValue.init)
    }

    private func check(_ got: [Double], against expected: [Double]) throws {
        guard got.count == expected.count else {
            throw Mismatch(message: "\(got.count) numbers, expected \(expected.count)")
        }
        for (number, target) in zip(got, expected) {
            let distance = abs(number - target)
            guard distance <= sidecar.tolerance * max(1, abs(target)) else {
                throw Mismatch(message: "\(number), expected \(target) within \(sidecar.tolerance)")
            }
        }
    }
}

extension Array {
    fileprivate func element(at index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}

extension JSONValue {
    fileprivate var text: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "'\(value)'"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// A number, or a list of numbers.
    fileprivate var numbers: [Double] {
        switch self {
        case .integer(let value): [Double(value)]
        case .number(let value): [value]
        case .array(let values): values.flatMap(\.numbers)
        default: []
        }
    }
}
