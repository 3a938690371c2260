extension FeatureTable {
    /// - Throws: ``PredictionError`` with code `featureCount` for rows that are not `featureCount` wide.
    package func requireWidth(_ featureCount: Int) throws(PredictionError) {
        guard columnCount == featureCount else { throw .width(columnCount, expected: featureCount) }
    }
}

extension SparseMatrix {
    /// - Throws: ``PredictionError`` with code `featureCount` for rows that are not `featureCount` wide.
    func requireWidth(_ featureCount: Int) throws(PredictionError) {
        guard columnCount == featureCount else { throw .width(columnCount, expected: featureCount) }
    }
}

extension PredictionError {
    fileprivate static func width(_ width: Int, expected: Int) -> PredictionError {
        PredictionError(
            .featureCount,
            "The rows have \(width) features; this model was trained on \(expected). Send that many, in training order"
        )
    }
}

extension Matrix {
    /// - Throws: ``PredictionError`` with code `featureCount` for rows that are not `featureCount` wide.
    func requireWidth(_ featureCount: Int) throws(PredictionError) {
        guard columnCount == featureCount else { throw .width(columnCount, expected: featureCount) }
    }

    /// - Throws: ``PredictionError`` with code `notFinite` for an infinite value, or for a NaN where none is taken.
    /// - Source: `sklearn.utils.check_array`, `ensure_all_finite`.
    func requireFinite(acceptsMissing: Bool = false) throws(PredictionError) {
        guard let index = values.firstNotFinite(acceptsMissing: acceptsMissing) else { return }
        throw .notFinite(values[index], row: index / columnCount, column: index % columnCount)
    }
}

extension SparseMatrix {
    /// - Throws: ``PredictionError`` with code `notFinite` for an infinite value, or for a NaN where none is taken.
    func requireFinite(acceptsMissing: Bool = false) throws(PredictionError) {
        guard let index = values.firstNotFinite(acceptsMissing: acceptsMissing) else { return }
        let row = (rowStarts.firstIndex { $0 > index } ?? 1) - 1
        throw .notFinite(values[index], row: row, column: Int(columns[index]))
    }
}

extension [Double] {
    /// Where the first value stands that is infinite, or missing where nothing may be.
    ///
    /// - Complexity: O(count), several values a step unless one of them is not finite.
    func firstNotFinite(acceptsMissing: Bool = false) -> Int? {
        if areFinite { return nil }
        return firstIndex { !($0.isFinite || acceptsMissing && $0.isNaN) }
    }

    /// Whether all values are finite.
    var areFinite: Bool {
        let head = withUnsafeBytes { bytes in
            // A number less itself is 0, and NaN when it is not finite.
            var differences = SIMD8<Double>.zero
            for offset in stride(from: 0, through: bytes.count - 64, by: 64) {
                let values = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
                differences += values - values
            }
            return differences.sum()
        }
        return head == 0 && suffix(count % 8).allSatisfy(\.isFinite)
    }
}
