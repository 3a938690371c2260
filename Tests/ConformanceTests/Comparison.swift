import Foundation
import Inference

/// How far a served model's answers are from the recorded ones.
struct Comparison: Sendable {
    /// The largest `|served − recorded| / max(1, |recorded|)`; labels that differ count as infinite.
    private(set) var difference = 0.0
    /// What the largest one was.
    private(set) var worst = ""
    /// Answers that the served model does not give, such as `decision_function`.
    private(set) var missing: [String] = []

    private let isChain: Bool

    init(_ recorded: RecordedCase, _ served: ServedAnswers) {
        isChain = recorded.estimator == "ClassifierChain"
        if let answer = recorded.predict { compare(answer, served.predictions) }
        if !recorded.probabilities.isEmpty { compare(recorded.probabilities, served.probabilities) }
        if let answer = recorded.scores { compare("decision_function", answer, served.scores) }
        // Not every model that predicts is a step of a pipeline too, such as a voting one.
        if let answer = recorded.transform, served.transform != nil || served.predictions == nil {
            compare("transform", answer, served.transform)
        }
    }

    private mutating func compare(_ recorded: RecordedArray, _ served: ServedAnswers.Predictions?) {
        switch served {
        case nil: missing.append("predict")
        case .numbers(let numbers): compare("predict", recorded, numbers)
        case .labels(let outputs): compareLabels(recorded, outputs)
        }
    }

    private mutating func compareLabels(_ recorded: RecordedArray, _ outputs: [[ClassLabel]]) {
        guard outputs.count == recorded.width else {
            return note(.infinity, "predict has \(outputs.count) outputs instead of \(recorded.width)")
        }
        for (index, labels) in outputs.enumerated() {
            let expected = recorded.column(index)
            guard labels.count == expected.count else {
                return note(.infinity, "predict has \(labels.count) rows instead of \(expected.count)")
            }
            for (row, (label, other)) in zip(labels, expected).enumerated() where !areEqual(label, other) {
                note(.infinity, "predict[\(row)] of output \(index) is \(label) instead of \(other)")
            }
        }
    }

    /// scikit-learn gathers the labels of a chain in an array of doubles, whatever they were.
    private func areEqual(_ served: ClassLabel, _ recorded: ClassLabel) -> Bool {
        served == recorded || isChain && served.number != nil && served.number == recorded.number
    }

    private mutating func compare(_ recorded: [RecordedArray], _ served: [[Double]]) {
        if served.isEmpty { return missing.append("predict_proba") }
        guard recorded.count == served.count else {
            return note(.infinity, "predict_proba has \(served.count) outputs instead of \(recorded.count)")
        }
        for (answer, numbers) in zip(recorded, served) { compare("predict_proba", answer, numbers) }
    }

    private mutating func compare(_ method: String, _ recorded: RecordedArray, _ served: [Double]?) {
        guard let served else { return missing.append(method) }
        guard served.count == recorded.values.count else {
            return note(.infinity, "\(method) has \(served.count) numbers instead of \(recorded.values.count)")
        }
        for (index, (number, value)) in zip(served, recorded.values).enumerated() {
            let place = "\(method)[\(index / recorded.width),\(index % recorded.width)]"
            guard let expected = value.number else {
                note(.infinity, "\(place) is \(number) instead of \(value)")
                continue
            }
            note(Self.difference(number, expected), "\(place) is \(number) instead of \(expected)")
        }
    }

    private mutating func note(_ difference: Double, _ words: @autoclosure () -> String) {
        guard difference > self.difference else { return }
        self.difference = difference
        worst = words()
    }

    static func difference(_ served: Double, _ recorded: Double) -> Double {
        if served == recorded || served.isNaN && recorded.isNaN { return 0 }
        let difference = abs(served - recorded) / max(1, abs(recorded))
        return difference.isNaN ? .infinity : difference
    }
}

extension ClassLabel {
    /// The label as a number; nil for a text.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .boolean(let value): value ? 1 : 0
        case .string: nil
        }
    }
}
