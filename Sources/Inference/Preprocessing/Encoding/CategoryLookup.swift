/// The categories of several features, and what becomes of values that are none of them.
struct CategoryLookup: Sendable {
    let tables: [CategoryTable]
    /// Whether a value that is not known is refused.
    private let refusesUnknown: Bool

    init(_ tables: [CategoryTable], refusesUnknown: Bool) throws(ModelStructureError) {
        try ModelSignature.requireWidth(tables.count, of: "An encoder")
        self.tables = tables
        self.refusesUnknown = refusesUnknown
    }

    /// The features with categories that are texts.
    var textFeatures: Set<Int> { Set(tables.indices.filter { tables[$0].hasTexts }) }

    /// Whether a missing value is taken in one feature at least.
    var acceptsMissing: Bool { !refusesUnknown || tables.contains { $0.missingCode != nil } }

    var memoryBytes: Int { tables.reduce(0) { $0 + $1.memoryBytes } }

    /// The code of each row's category in one feature, -1 for one that is not known; shape `[rowCount]`.
    ///
    /// - Parameters:
    ///   - numbers: the numbers of all features.
    ///   - texts: those of this feature; nil when it has none.
    /// - Throws: ``PredictionError`` with code `unknownCategory`, or `notFinite` for an infinite number.
    /// - Complexity: O(n); no allocation for a cell.
    func codes(of numbers: Matrix, texts: [String?]?, feature: Int) throws(PredictionError) -> [Int32] {
        var codes = [Int32](repeating: -1, count: numbers.rowCount)
        let table = tables[feature]
        numbers.values.withUnsafeBufferPointer { values in
            for row in codes.indices {
                let text = texts?[row]
                let number = values[row * numbers.columnCount + feature]
                let code = text.map { table.code(of: $0) } ?? table.code(of: number)
                codes[row] = Int32(truncatingIfNeeded: code ?? -1)
            }
        }
        for row in codes.indices where codes[row] < 0 {
            let number = numbers[row, feature]
            guard !number.isInfinite else { throw .notFinite(number, row: row, column: feature) }
            if refusesUnknown { throw Self.unknown(texts?[row], number, row, feature) }
        }
        return codes
    }

    private static func unknown(_ text: String?, _ number: Double, _ row: Int, _ column: Int) -> PredictionError {
        if let text { return .unknownCategory(text, row: row, column: column) }
        guard number.isNaN else {
            let whole = Int(exactly: number).map { "\($0)" }
            return .unknownCategory(whole ?? "\(number)", row: row, column: column)
        }
        return PredictionError(
            .unknownCategory,
            at: PredictionError.Place(row: row, column: column),
            "is missing, and the model was not trained on missing ones. Send a category that it knows, or train its "
                + "encoder with handle_unknown='ignore'"
        )
    }
}
