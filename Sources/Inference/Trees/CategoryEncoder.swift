/// Turns categories into the numbers of the order in which training saw them, before boosted trees get them.
///
/// What training did not see becomes missing, and so does what is missing.
/// - Source: the `OrdinalEncoder` that `sklearn.ensemble.BaseHistGradientBoosting` keeps in its `_preprocessor`.
package struct CategoryEncoder: Sendable {
    /// The categories of one column.
    package struct Column: Sendable {
        package let index: Int
        private var codesOfNumbers: [Double: Double] = [:]
        private var codesOfTexts: [ExactText: Double] = [:]

        /// - Parameter categories: in training order; nil for one that is missing.
        package init(index: Int, categories: [ClassLabel?]) {
            self.index = index
            for (code, category) in categories.enumerated() {
                let code = Double(code)
                switch category {
                case .string(let text): codesOfTexts[ExactText(text)] = code
                case .integer(let number): codesOfNumbers[Double(number)] = code
                case .number(let number): codesOfNumbers[number] = number.isNaN ? nil : code
                case .boolean(let value): codesOfNumbers[value ? 1 : 0] = code
                case nil: break
                }
            }
        }

        var isOfTexts: Bool { !codesOfTexts.isEmpty }
        var memoryBytes: Int { 16 * codesOfNumbers.count + 64 * codesOfTexts.count }

        /// The codes of a column's cells; NaN for what is missing or unknown.
        ///
        /// - Throws: ``PredictionError`` with code `notNumeric` for a text where categories are numbers.
        fileprivate func encode(_ rows: FeatureTable, into matrix: inout Matrix) throws(PredictionError) {
            let texts = rows.texts[index]
            for row in 0..<matrix.rowCount {
                if let text = texts?[row] {
                    guard isOfTexts else { throw .notNumeric(text, row: row, column: index) }
                    matrix[row, index] = codesOfTexts[ExactText(text)] ?? .nan
                } else {
                    matrix[row, index] = codesOfNumbers[matrix[row, index]] ?? .nan
                }
            }
        }
    }

    private let columns: [Column]
    /// The columns whose categories are texts.
    let textFeatures: Set<Int>

    /// - Throws: ``ModelStructureError`` for a column that rows of `featureCount` features do not have.
    package init(_ columns: [Column], featureCount: Int) throws(ModelStructureError) {
        guard columns.allSatisfy({ (0..<featureCount).contains($0.index) }) else {
            throw ModelStructureError("Categories belong to a column that is not one of \(featureCount)")
        }
        self.columns = columns
        textFeatures = Set(columns.filter(\.isOfTexts).map(\.index))
    }

    var memoryBytes: Int { columns.reduce(0) { $0 + $1.memoryBytes } }

    /// The rows as numbers alone.
    ///
    /// - Throws: ``PredictionError`` with code `notNumeric` for a text outside of the columns of texts.
    /// - Complexity: O(n · columns), one copy of the rows.
    func encoded(_ rows: FeatureTable) throws(PredictionError) -> Matrix {
        for (column, texts) in rows.texts.sorted(by: { $0.key < $1.key }) where !textFeatures.contains(column) {
            if let row = texts.firstIndex(where: { $0 != nil }) {
                throw .notNumeric(texts[row] ?? "", row: row, column: column)
            }
        }
        var matrix =
            switch rows.numbers {
            case .dense(let rows): rows
            case .sparse(let rows): rows.dense()
            }
        for column in columns { try column.encode(rows, into: &matrix) }
        return matrix
    }
}
