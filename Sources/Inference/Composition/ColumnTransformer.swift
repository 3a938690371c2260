/// Transformers side by side, each over columns of its own, or over all of them.
///
/// - Source: `sklearn.compose.ColumnTransformer` and `sklearn.pipeline.FeatureUnion`.
package struct ColumnTransformer: FeatureTransformer {
    /// One of the transformers, and what it is about.
    package struct Part: Sendable {
        /// Where its columns stand in a row, in the order in which it takes them; nil for all columns.
        let columns: [Int]?
        /// Nil when the columns pass as they are.
        let transformer: (any FeatureTransformer)?
        /// What its results are multiplied by; nil for nothing.
        let weight: Double?

        package init(columns: [Int]?, transformer: (any FeatureTransformer)?, weight: Double?) {
            self.columns = columns
            self.transformer = transformer
            self.weight = weight
        }
    }

    private let parts: [Part]
    package let inputCount: Int
    package let outputCount: Int
    package let textFeatures: Set<Int>
    private let dropsColumns: Bool

    /// - Parameters:
    ///   - parts: in the order of their results; a column may be in several or in none.
    ///   - width: the features of a row, those that are dropped among them.
    /// - Throws: ``ModelStructureError`` for columns that a row does not have, or another number of them than their
    ///   transformer takes.
    package init(_ parts: [Part], width: Int) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(width) else {
            throw ModelStructureError("It takes \(width) columns")
        }
        var outputCount = 0
        for part in parts {
            try part.requireColumns(of: width)
            outputCount += part.outputCount(of: width)
            guard ModelSignature.featureCounts.contains(outputCount) else {
                throw ModelStructureError("Its results are \(outputCount) columns or more")
            }
        }
        guard outputCount > 0 else { throw ModelStructureError("It drops every column") }
        self.parts = parts
        inputCount = width
        self.outputCount = outputCount
        textFeatures = parts.reduce(into: []) { $0.formUnion($1.textFeatures) }
        dropsColumns = Self.dropsColumns(parts, of: width)
    }

    private static func dropsColumns(_ parts: [Part], of width: Int) -> Bool {
        if parts.contains(where: { $0.columns == nil }) { return false }
        var isUsed = [Bool](repeating: false, count: width)
        for part in parts {
            for column in part.columns ?? [] { isUsed[column] = true }
        }
        return isUsed.contains(false)
    }

    package var memoryBytes: Int { parts.reduce(0) { $0 + $1.memoryBytes } }

    package var workingWidth: Int {
        inputCount + outputCount + parts.reduce(0) { max($0, $1.workingWidth(of: inputCount)) }
    }

    /// Whether a value may be missing in one column at least; nobody looks at those that are dropped.
    package var acceptsMissing: Bool { dropsColumns || parts.contains(where: \.acceptsMissing) }

    /// Whether whatever may be missing is still missing afterwards.
    package var passesMissing: Bool {
        acceptsMissing && !dropsColumns && parts.allSatisfy { !$0.acceptsMissing || $0.passesMissing }
    }

    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        var results: [FeatureTable] = []
        results.reserveCapacity(parts.count)
        for part in parts { results.append(try part.result(of: rows)) }
        rows = .joined(results)
    }
}

extension ColumnTransformer.Part {
    fileprivate func requireColumns(of width: Int) throws(ModelStructureError) {
        let count = columns?.count ?? width
        if let column = columns?.first(where: { !(0..<width).contains($0) }) {
            throw ModelStructureError("It picks column \(column) of \(width)")
        }
        if let transformer, transformer.inputCount != count {
            throw ModelStructureError("It gives \(count) columns to a step of \(transformer.inputCount) features")
        }
        if let transformer, !ModelSignature.featureCounts.contains(transformer.outputCount) {
            throw ModelStructureError("One of its steps gives \(transformer.outputCount) features")
        }
        if let weight, !weight.isFinite { throw ModelStructureError("It has the weight \(weight)") }
    }

    fileprivate func outputCount(of width: Int) -> Int { transformer?.outputCount ?? columns?.count ?? width }

    fileprivate func workingWidth(of width: Int) -> Int {
        max(transformer?.workingWidth ?? 0, columns?.count ?? width)
    }

    fileprivate var memoryBytes: Int { 8 * (columns?.count ?? 0) + (transformer?.memoryBytes ?? 0) }

    fileprivate var acceptsMissing: Bool { transformer?.acceptsMissing ?? true }

    fileprivate var passesMissing: Bool { transformer?.passesMissing ?? true }

    /// The columns of texts, as they stand in a row.
    fileprivate var textFeatures: Set<Int> {
        let texts = transformer?.textFeatures ?? []
        guard let columns else { return texts }
        return Set(texts.compactMap { columns.indices.contains($0) ? columns[$0] : nil })
    }

    fileprivate func result(of rows: FeatureTable) throws(PredictionError) -> FeatureTable {
        var result = columns.map { rows.columns($0) } ?? rows
        do {
            try transformer?.transform(&result)
        } catch {
            throw columns.map { error.moved(to: $0) } ?? error
        }
        if let weight { try result.multiply(by: weight) }
        return result
    }
}

extension FeatureTable {
    /// Multiplies every number; what is sparse stays so.
    fileprivate mutating func multiply(by factor: Double) throws(PredictionError) {
        if case .sparse(var rows) = numbers, texts.isEmpty {
            rows.updateValues { value, _ in value *= factor }
            self = FeatureTable(rows)
            return
        }
        try updateMatrix { rows in
            rows.updateRows { row in
                for index in row.indices { row[index] *= factor }
            }
        }
    }
}
