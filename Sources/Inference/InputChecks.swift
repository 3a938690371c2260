extension Matrix {
    /// - Throws: ``PredictionError`` with code `featureCount` for rows that are not `featureCount` wide.
    func requireWidth(_ featureCount: Int) throws(PredictionError) {
        guard columnCount == featureCount else {
            throw PredictionError(
                .featureCount,
                "The rows have \(columnCount) features; this model was trained on \(featureCount). Send that many, "
                    + "in training order"
            )
        }
    }

    /// - Throws: ``PredictionError`` with code `notFinite` for an infinite value, or for a NaN where none is taken.
    /// - Source: `sklearn.utils.check_array`, `ensure_all_finite`.
    func requireFinite(acceptsMissing: Bool) throws(PredictionError) {
        guard let index = values.firstIndex(where: { !($0.isFinite || acceptsMissing && $0.isNaN) }) else { return }
        throw .notFinite(values[index], row: index / columnCount, column: index % columnCount)
    }
}

extension PredictionError {
    static let regressorHasNoProbabilities = PredictionError(
        .noProbabilities,
        "Probabilities were asked for, and this model is a regressor, which has none. Ask without them"
    )

    /// The error for `value`, which a model cannot take; rows and columns count from 0.
    static func notFinite(_ value: Double, row: Int, column: Int) -> PredictionError {
        let place = "Row \(row), feature \(column) (counted from 0)"
        if value.isNaN {
            return PredictionError(
                .notFinite,
                "\(place) is missing; this model takes no missing values. Fill it in before asking"
            )
        }
        if value.isInfinite {
            return PredictionError(.notFinite, "\(place) is infinite; models take finite numbers")
        }
        return PredictionError(
            .notFinite,
            "\(place) is \(value), beyond the 32-bit floats that trees compare (±3.4e38). Scale the feature or cap it"
        )
    }
}
