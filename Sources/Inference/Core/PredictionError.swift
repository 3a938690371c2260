/// Why a model could not answer rows; two of the same code are equal.
package struct PredictionError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case featureCount
        case notFinite
        /// A text where the model computes with numbers.
        case notNumeric
        /// A number where the model reads text.
        case notText
        /// A category that the model was not trained on and does not pass over.
        case unknownCategory
        /// A finite number where the model, as it was trained, has no answer.
        case outOfRange
        /// A row without training rows near enough to answer from.
        case noNeighbours
        case noProbabilities
        case noScores
    }

    /// A cell of the rows that were given, counted from 0.
    package struct Place: Sendable, Equatable {
        package let row: Int
        package let column: Int

        package init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    package let code: Code
    /// The value to blame, where there is one and it can be named.
    package let place: Place?
    /// What is wrong with it, what was expected, what to do; follows the place in a sentence.
    package let problem: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        place = nil
        problem = message
    }

    /// - Parameter problem: continues a sentence that begins with the value's place, such as `is missing; …`.
    package init(_ code: Code, at place: Place?, _ problem: String) {
        self.code = code
        self.place = place
        self.problem = problem
    }

    /// What was got, what was expected, what to do.
    package var message: String {
        place.map { "Row \($0.row), feature \($0.column) (counted from 0) \(problem)" } ?? problem
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension PredictionError {
    static let noProbabilities = PredictionError(
        .noProbabilities,
        "Probabilities were asked for, and this model has none. Ask without them"
    )

    static let noScores = PredictionError(
        .noScores,
        "Scores were asked for, and this model has no decision function. Ask without them"
    )

    /// The error for `value`, which a model cannot take; rows and columns count from 0.
    static func notFinite(_ value: Double, row: Int, column: Int) -> PredictionError {
        let place = Place(row: row, column: column)
        if value.isNaN {
            return PredictionError(
                .notFinite,
                at: place,
                "is missing; this model takes no missing values. Fill it in before asking"
            )
        }
        if value.isInfinite {
            return PredictionError(.notFinite, at: place, "is infinite; models take finite numbers")
        }
        return PredictionError(
            .notFinite,
            at: place,
            "is \(value), beyond the 32-bit floats that trees compare (±3.4e38). Scale the feature or cap it"
        )
    }

    /// The error for a text where a number is needed.
    static func notNumeric(_ text: String, row: Int, column: Int) -> PredictionError {
        PredictionError(
            .notNumeric,
            at: Place(row: row, column: column),
            "is the text '\(text.prefix(40))'; this model computes with a number there. Send a number"
        )
    }

    /// The error for a number, or nothing, where a text is needed.
    static func notText(row: Int, column: Int) -> PredictionError {
        PredictionError(
            .notText,
            at: Place(row: row, column: column),
            "is no text; this model reads text there. Send a string"
        )
    }

    /// The error for a category that the model does not know.
    ///
    /// - Parameter category: as a person would write it.
    static func unknownCategory(_ category: String, row: Int, column: Int) -> PredictionError {
        PredictionError(
            .unknownCategory,
            at: Place(row: row, column: column),
            "is the category '\(category.prefix(40))', which the model was not trained on. Send one that it knows, or "
                + "train its encoder with handle_unknown='ignore'"
        )
    }

    /// The same about rows that are a part of others, beginning at `row`.
    package func movedDown(by row: Int) -> PredictionError {
        PredictionError(code, at: place.map { Place(row: $0.row + row, column: $0.column) }, problem)
    }

    /// The same about columns that were picked from others: `columns[i]` is where column i was.
    package func moved(to columns: [Int]) -> PredictionError {
        let place = place.flatMap { place in
            columns.indices.contains(place.column) ? Place(row: place.row, column: columns[place.column]) : nil
        }
        return PredictionError(code, at: place, self.place != nil && place == nil ? inner(problem) : problem)
    }

    /// The same about values that were computed from the features, whose place tells a client nothing.
    package var withoutPlace: PredictionError {
        place == nil ? self : PredictionError(code, at: nil, inner(problem))
    }

    private func inner(_ problem: String) -> String { "A value inside of the model \(problem)" }
}
