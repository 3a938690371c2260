/// What may be asked for beside the outcome of a prediction.
package struct PredictionParts: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// ``Prediction/probabilities``: what `predict_proba` gives.
    package static let probabilities = PredictionParts(rawValue: 1)
    /// ``Prediction/scores``: what `decision_function` gives.
    package static let scores = PredictionParts(rawValue: 2)
}

/// The answer of a model for `n` rows.
package struct Prediction: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        /// For each row the index of its class in ``ModelSignature/classes``; shape `[n]`.
        case classIndices([Int])
        /// The numbers of a regressor; shape `[n, outputCount]`.
        case values(Matrix)
        /// For each output of a classifier of several its own answer, with the class indices and probabilities of it.
        case outputs([Prediction])
    }

    package var outcome: Outcome
    /// The probability of each class, shape `[n, classCount]`; nil unless asked for.
    ///
    /// A classifier of several outputs has them in each.
    package var probabilities: Matrix?
    /// What `decision_function` gives, shape `[n, 1]` for two classes; nil unless asked for.
    package var scores: Matrix?

    package init(outcome: Outcome, probabilities: Matrix? = nil, scores: Matrix? = nil) {
        self.outcome = outcome
        self.probabilities = probabilities
        self.scores = scores
    }

    package var rowCount: Int {
        switch outcome {
        case .classIndices(let indices): indices.count
        case .values(let values): values.rowCount
        case .outputs(let outputs): outputs.first?.rowCount ?? 0
        }
    }

    /// Adds the answers for further rows of the same model.
    package mutating func append(_ other: Prediction) {
        switch (outcome, other.outcome) {
        case (.classIndices(let indices), .classIndices(let more)): outcome = .classIndices(indices + more)
        case (.values(let values), .values(let more)): outcome = .values(values.appending(more))
        case (.outputs(let outputs), .outputs(let more)):
            outcome = .outputs(zip(outputs, more).map { $0.appending($1) })
        default: preconditionFailure("A model answers all rows alike")
        }
        if let more = other.probabilities { probabilities = probabilities?.appending(more) }
        if let more = other.scores { scores = scores?.appending(more) }
    }

    /// The answers of the same model for rows after rows.
    ///
    /// - Precondition: there is at least one.
    /// - Complexity: linear in the rows.
    package static func joined(_ parts: [Prediction]) -> Prediction {
        precondition(!parts.isEmpty)
        guard parts.count > 1 else { return parts[0] }
        return Prediction(
            outcome: joinedOutcome(parts),
            probabilities: Matrix.stacked(parts.map(\.probabilities)),
            scores: Matrix.stacked(parts.map(\.scores))
        )
    }

    private static func joinedOutcome(_ parts: [Prediction]) -> Outcome {
        switch parts[0].outcome {
        case .classIndices:
            return .classIndices(
                parts.flatMap { part -> [Int] in
                    if case .classIndices(let indices) = part.outcome { indices } else { [] }
                }
            )
        case .values:
            let values = parts.map { part -> Matrix? in
                if case .values(let values) = part.outcome { values } else { nil }
            }
            return .values(Matrix.stacked(values) ?? .empty)
        case .outputs(let first):
            return .outputs(
                first.indices.map { output in
                    joined(
                        parts.map { part in
                            guard case .outputs(let outputs) = part.outcome else { return first[output] }
                            return outputs[output]
                        }
                    )
                }
            )
        }
    }

    /// The answers for some of the rows.
    package func rows(_ range: Range<Int>) -> Prediction {
        let part: Outcome =
            switch outcome {
            case .classIndices(let indices): .classIndices(Array(indices[range]))
            case .values(let values): .values(values.rows(range))
            case .outputs(let outputs): .outputs(outputs.map { $0.rows(range) })
            }
        return Prediction(outcome: part, probabilities: probabilities?.rows(range), scores: scores?.rows(range))
    }

    private func appending(_ other: Prediction) -> Prediction {
        var result = self
        result.append(other)
        return result
    }
}

extension Matrix {
    /// The rows of both; they are equally wide.
    func appending(_ other: Matrix) -> Matrix {
        Matrix(
            rowCount: rowCount + other.rowCount,
            columnCount: columnCount,
            values: values + other.values
        )
    }
}
