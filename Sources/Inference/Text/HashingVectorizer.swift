/// How often terms stand in a document, each in the column that its hash says.
///
/// - Source: `sklearn.feature_extraction.text.HashingVectorizer`.
package struct HashingVectorizer: TextTransformer {
    private let analyser: TextAnalyser
    package let outputCount: Int
    private let hasSigns: Bool
    private let isBinary: Bool
    private let norm: RowNorm?
    private let precision: TermPrecision

    /// - Parameters:
    ///   - columnCount: one of ``ModelSignature/featureCounts``.
    ///   - hasSigns: whether half of the terms count downwards, so that those that share a column cancel out.
    ///   - isBinary: whether every column that a term fell into is 1.
    package init(
        _ analyser: TextAnalyser,
        columnCount: Int,
        hasSigns: Bool,
        isBinary: Bool,
        norm: RowNorm?,
        precision: TermPrecision
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(columnCount) else {
            throw ModelStructureError(
                "It has \(columnCount) features; 1 to \(ModelSignature.featureCounts.upperBound) are possible"
            )
        }
        self.analyser = analyser
        outputCount = columnCount
        self.hasSigns = hasSigns
        self.isBinary = isBinary
        self.norm = norm
        self.precision = precision
    }

    package var memoryBytes: Int { analyser.memoryBytes }

    func append(_ document: String, to rows: inout SparseMatrix, _ counter: inout TermCounter) {
        var entries = counter.signedColumns
        counter.signedColumns = []
        entries.removeAll(keepingCapacity: true)
        var totals: [Int32: Int] = [:]
        analyser.forEachTerm(of: document, upTo: .max, in: &counter.workspace) { term in
            let hash = MurmurHash.hash(term)
            entries.append((column(of: hash), hasSigns && hash < 0 ? -1 : 1))
            if entries.count == TermCounter.foldingCount { Self.fold(&entries, into: &totals) }
        }
        var (row, columns): ([Double], [Int]) = ([], [])
        if totals.isEmpty {
            (row, columns) = runs(of: &entries)
        } else {
            Self.fold(&entries, into: &totals)
            columns = totals.keys.sorted().map(Int.init)
            row = columns.map { value(of: totals[Int32(truncatingIfNeeded: $0)] ?? 0) }
        }
        row.withUnsafeMutableBufferPointer { norm?.scale($0, precision) }
        for (value, column) in zip(row, columns) { rows.append(value, column: column) }
        counter.signedColumns = entries
    }

    private static func fold(_ entries: inout [(column: Int32, sign: Int8)], into totals: inout [Int32: Int]) {
        for entry in entries { totals[entry.column, default: 0] += Int(entry.sign) }
        entries.removeAll(keepingCapacity: true)
    }

    /// A sum of zero is still a value: it becomes 1 in a binary row.
    private func value(of sum: Int) -> Double { isBinary ? 1 : precision.round(Double(sum)) }

    private func runs(of entries: inout [(column: Int32, sign: Int8)]) -> ([Double], [Int]) {
        entries.sort { $0.column < $1.column }
        var row: [Double] = []
        var columns: [Int] = []
        var index = 0
        while index < entries.count {
            let column = entries[index].column
            var sum = 0
            while index < entries.count, entries[index].column == column {
                sum += Int(entries[index].sign)
                index += 1
            }
            row.append(value(of: sum))
            columns.append(Int(column))
        }
        return (row, columns)
    }

    /// - Source: `transform` of `sklearn.feature_extraction._hashing_fast`; the smallest hash has no absolute value.
    private func column(of hash: Int32) -> Int32 {
        Int32(truncatingIfNeeded: Int(hash.magnitude) % outputCount)
    }
}
