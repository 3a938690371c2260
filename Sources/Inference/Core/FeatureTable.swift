/// Rows of features of any kind: what a model is asked about.
///
/// Most tables are numbers alone, and cost what a ``Matrix`` costs. Texts stand beside the numbers, column by column;
/// the number of a cell that holds a text is NaN.
package struct FeatureTable: Sendable, Equatable {
    package enum Numbers: Sendable, Equatable {
        case dense(Matrix)
        case sparse(SparseMatrix)
    }

    package private(set) var numbers: Numbers
    /// For each column that has any: a text for each row, or nil where the cell holds a number or nothing.
    package private(set) var texts: [Int: [String?]]

    package init(_ rows: Matrix) {
        numbers = .dense(rows)
        texts = [:]
    }

    package init(_ rows: SparseMatrix) {
        numbers = .sparse(rows)
        texts = [:]
    }

    /// - Parameter texts: by column; as many texts as `rows` has rows.
    /// - Precondition: the columns exist and have `rows.rowCount` entries.
    package init(_ rows: Matrix, texts: [Int: [String?]]) {
        precondition(texts.allSatisfy { (0..<rows.columnCount).contains($0) && $1.count == rows.rowCount })
        numbers = .dense(rows)
        self.texts = texts
    }

    package var rowCount: Int {
        switch numbers {
        case .dense(let rows): rows.rowCount
        case .sparse(let rows): rows.rowCount
        }
    }

    package var columnCount: Int {
        switch numbers {
        case .dense(let rows): rows.columnCount
        case .sparse(let rows): rows.columnCount
        }
    }

    // MARK: Numbers

    /// The numbers as a matrix.
    ///
    /// - Throws: ``PredictionError`` with code `notNumeric` for a text.
    /// - Complexity: nothing is copied for a dense table.
    package func matrix() throws(PredictionError) -> Matrix {
        try requireNumbers()
        return switch numbers {
        case .dense(let rows): rows
        case .sparse(let rows): rows.dense()
        }
    }

    /// Changes the numbers in place, dense.
    ///
    /// - Throws: what `body` throws, and ``PredictionError`` with code `notNumeric` for a text.
    package mutating func updateMatrix(
        _ body: (inout Matrix) throws(PredictionError) -> Void
    ) throws(PredictionError) {
        var rows = try matrix()
        // Nothing else may hold the matrix, or its first change copies it.
        numbers = .dense(.empty)
        try body(&rows)
        numbers = .dense(rows)
    }

    package func requireNumbers() throws(PredictionError) {
        guard let column = texts.keys.min(), let row = texts[column]?.firstIndex(where: { $0 != nil }) else { return }
        throw .notNumeric(texts[column]?[row] ?? "", row: row, column: column)
    }

    // MARK: Cells

    /// What stands in a cell.
    package enum Cell: Equatable {
        case number(Double)
        case text(String)
        case missing
    }

    package subscript(row: Int, column: Int) -> Cell {
        if let text = texts[column]?[row] { return .text(text) }
        let number =
            switch numbers {
            case .dense(let rows): rows[row, column]
            case .sparse(let rows): rows[row, column]
            }
        return number.isNaN ? .missing : .number(number)
    }

    // MARK: Parts

    /// Some of the rows.
    package func rows(_ range: Range<Int>) -> FeatureTable {
        var part =
            switch numbers {
            case .dense(let rows): FeatureTable(rows.rows(range))
            case .sparse(let rows): FeatureTable(rows.rows(range))
            }
        part.texts = texts.mapValues { Array($0[range]) }
        return part
    }

    /// Some of the columns, in the order given; a column may be given more than once.
    package func columns(_ indices: [Int]) -> FeatureTable {
        var part =
            switch numbers {
            case .dense(let rows): FeatureTable(rows.columns(indices))
            case .sparse(let rows): FeatureTable(rows.columns(indices))
            }
        if !texts.isEmpty {
            for (position, column) in indices.enumerated() { part.texts[position] = texts[column] }
        }
        return part
    }

    /// Dense tables of the same width, with texts in the same columns, one below the other.
    ///
    /// - Returns: nil for tables that do not fit together, or none.
    package static func stacked(_ tables: [FeatureTable]) -> FeatureTable? {
        guard let first = tables.first else { return nil }
        let numbers = tables.map { table -> Matrix? in if case .dense(let rows) = table.numbers { rows } else { nil } }
        let fits = tables.allSatisfy { $0.columnCount == first.columnCount && $0.texts.keys == first.texts.keys }
        guard fits, let rows = Matrix.stacked(numbers) else { return nil }
        var result = FeatureTable(rows)
        for column in first.texts.keys { result.texts[column] = tables.flatMap { $0.texts[column] ?? [] } }
        return result
    }

    /// Tables side by side; sparse as soon as one of them is, unless there are texts.
    ///
    /// - Precondition: all have the same number of rows, and there is at least one.
    package static func joined(_ tables: [FeatureTable]) -> FeatureTable {
        precondition(!tables.isEmpty && tables.allSatisfy { $0.rowCount == tables[0].rowCount })
        if tables.count == 1 { return tables[0] }
        let isSparse = tables.contains { $0.isSparse } && tables.allSatisfy { $0.texts.isEmpty }
        var result =
            isSparse
            ? FeatureTable(SparseMatrix.joined(tables.map(\.sparseNumbers)))
            : FeatureTable(Matrix.joined(tables.map(\.denseNumbers)))
        var width = 0
        for table in tables {
            for (column, texts) in table.texts { result.texts[width + column] = texts }
            width += table.columnCount
        }
        return result
    }

    package var isSparse: Bool {
        if case .sparse = numbers { true } else { false }
    }

    private var denseNumbers: Matrix {
        switch numbers {
        case .dense(let rows): rows
        case .sparse(let rows): rows.dense()
        }
    }

    private var sparseNumbers: SparseMatrix {
        switch numbers {
        case .dense(let rows): SparseMatrix(rows)
        case .sparse(let rows): rows
        }
    }
}
