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
        let features = Matrix(
            rowCount: 1,
            columnCount: row.features.count,
            values: row.features.map { $0 ?? .nan }
        )
        let answer = try model.predict(features, wantsProbabilities: row.probabilities != nil)
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
        }
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
