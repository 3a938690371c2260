/// What stands for a missing value.
package enum MissingMarker: Sendable, Equatable {
    /// NaN and None: a cell without a value.
    case nothing
    case number(Double)
    case text(String)

    /// Whether a cell without a value is taken at all.
    var acceptsMissing: Bool { self == .nothing }

    func matches(_ number: Double) -> Bool {
        switch self {
        case .nothing: number.isNaN
        case .number(let marker): number == marker
        case .text: false
        }
    }

    func matches(_ text: String) -> Bool {
        if case .text(let marker) = self { ExactText(marker) == ExactText(text) } else { false }
    }
}

extension FeatureTable {
    /// For each cell of one column whether it is missing; shape `[rowCount]`.
    ///
    /// - Parameter matrix: ``denseMatrix`` of the table.
    /// - Throws: ``PredictionError`` with code `notFinite` for an infinite value, or for a cell without a value where
    ///   something else marks the missing ones.
    func missing(in column: Int, of matrix: Matrix, _ marker: MissingMarker) throws(PredictionError) -> [Bool] {
        var result = [Bool](repeating: false, count: rowCount)
        let texts = texts[column]
        for row in result.indices {
            if let text = texts?[row] {
                result[row] = marker.matches(text)
                continue
            }
            let number = matrix[row, column]
            guard number.isFinite || number.isNaN && marker.acceptsMissing else {
                throw .notFinite(number, row: row, column: column)
            }
            result[row] = marker.matches(number)
        }
        return result
    }
}
