/// Puts one value for each feature where values are missing.
///
/// - Source: `sklearn.impute.SimpleImputer`.
package struct SimpleImputer: FeatureTransformer {
    /// What is put in for one feature.
    package enum Filling: Sendable, Equatable {
        case number(Double)
        case text(String)
        /// Missing values stay.
        case nothing
        /// The feature is left out.
        case dropped
    }

    private let fillings: [Filling]
    private let marker: MissingMarker
    private let indicator: MissingIndicator?
    /// The features that are kept, in order.
    private let kept: [Int]
    package let textFeatures: Set<Int>
    package var inputCount: Int { fillings.count }
    package var outputCount: Int { kept.count + (indicator?.outputCount ?? 0) }
    package var acceptsMissing: Bool { marker.acceptsMissing }
    package var passesMissing: Bool { acceptsMissing && fillings.contains(.nothing) }
    package var memoryBytes: Int { 32 * fillings.count + 8 * kept.count + (indicator?.memoryBytes ?? 0) }

    /// - Parameters:
    ///   - indicator: adds its columns at the end.
    ///   - textFeatures: those that may be texts.
    package init(
        _ fillings: [Filling],
        marker: MissingMarker,
        indicator: MissingIndicator?,
        textFeatures: Set<Int> = []
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(fillings.count, of: "An imputer")
        guard indicator == nil || indicator?.inputCount == fillings.count else {
            throw ModelStructureError("An imputer of \(fillings.count) features has an indicator of others")
        }
        for case .number(let value) in fillings where !value.isFinite {
            throw ModelStructureError("An imputer puts in \(value)")
        }
        self.fillings = fillings
        self.marker = marker
        self.indicator = indicator
        self.textFeatures = textFeatures
        kept = fillings.indices.filter { fillings[$0] != .dropped }
    }

    /// - Complexity: O(n · features).
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        let indicators = try indicator.map { indicator throws(PredictionError) in try indicator.indicators(for: rows) }
        if rows.texts.isEmpty, !fillings.contains(where: \.isText), marker == .nothing {
            try fillNumbers(&rows)
        } else {
            try fillCells(&rows)
        }
        if kept.count < inputCount { rows = rows.columns(kept) }
        if let indicators, indicators.columnCount > 0 { rows = FeatureTable.joined([rows, FeatureTable(indicators)]) }
    }

    private func fillNumbers(_ rows: inout FeatureTable) throws(PredictionError) {
        if case .sparse(var values) = rows.numbers {
            rows = FeatureTable(Matrix.empty)
            try values.requireFinite(acceptsMissing: true)
            values.updateValues { value, column in
                if value.isNaN, case .number(let filling) = fillings[column] { value = filling }
            }
            rows = FeatureTable(values)
            return
        }
        try rows.updateMatrix { rows throws(PredictionError) in
            try rows.requireFinite(acceptsMissing: true)
            rows.updateRows { row in
                for index in row.indices where row[index].isNaN {
                    if case .number(let filling) = fillings[index] { row[index] = filling }
                }
            }
        }
    }

    /// Fills texts, or numbers of which one stands for the missing.
    private func fillCells(_ rows: inout FeatureTable) throws(PredictionError) {
        let original = rows.denseMatrix
        var numbers = original
        var texts = rows.texts
        for (column, filling) in fillings.enumerated() where filling != .dropped {
            if !textFeatures.contains(column), let row = texts[column]?.firstIndex(where: { $0 != nil }) {
                throw .notNumeric(texts[column]?[row] ?? "", row: row, column: column)
            }
            let missing = try rows.missing(in: column, of: original, marker)
            guard missing.contains(true) else { continue }
            var cells = texts[column] ?? [String?](repeating: nil, count: rows.rowCount)
            for row in missing.indices where missing[row] {
                switch filling {
                case .number(let value): (numbers[row, column], cells[row]) = (value, nil)
                case .text(let text): (numbers[row, column], cells[row]) = (.nan, text)
                case .nothing, .dropped: break
                }
            }
            texts[column] = cells.contains { $0 != nil } ? cells : nil
        }
        rows = FeatureTable(numbers, texts: texts)
    }
}

extension SimpleImputer.Filling {
    fileprivate var isText: Bool { if case .text = self { true } else { false } }
}
