/// How often each term of a vocabulary stands in a document.
///
/// - Source: `sklearn.feature_extraction.text.CountVectorizer`.
package struct CountVectorizer: TextTransformer {
    private let analyser: TextAnalyser
    private let vocabulary: TermTable
    private let isBinary: Bool

    /// - Parameters:
    ///   - vocabulary: the column of each term; columns are below the count of terms.
    ///   - isBinary: whether a term counts once however often it stands there.
    package init(
        _ analyser: TextAnalyser,
        vocabulary: TermTable,
        isBinary: Bool
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(vocabulary.count) else {
            throw ModelStructureError(
                "Its vocabulary has \(vocabulary.count) terms; 1 to \(ModelSignature.featureCounts.upperBound) are possible"
            )
        }
        guard vocabulary.hasColumns(below: vocabulary.count) else {
            throw ModelStructureError("A term of its vocabulary has a column beyond the count of terms")
        }
        self.analyser = analyser
        self.vocabulary = vocabulary
        self.isBinary = isBinary
    }

    package var outputCount: Int { vocabulary.count }
    package var memoryBytes: Int { vocabulary.memoryBytes + analyser.memoryBytes }

    func append(_ document: String, to rows: inout SparseMatrix, _ counter: inout TermCounter) {
        var columns = counter.columns
        counter.columns = []
        columns.removeAll(keepingCapacity: true)
        var totals: [Int32: Int] = [:]
        analyser.forEachTerm(of: document, upTo: vocabulary.longest, in: &counter.workspace) { term in
            guard let column = vocabulary.value(of: term) else { return }
            columns.append(column)
            if columns.count == TermCounter.foldingCount { Self.fold(&columns, into: &totals) }
        }
        if totals.isEmpty {
            appendRuns(of: &columns, to: &rows)
        } else {
            Self.fold(&columns, into: &totals)
            for column in totals.keys.sorted() {
                rows.append(isBinary ? 1 : Double(totals[column] ?? 0), column: Int(column))
            }
        }
        counter.columns = columns
    }

    private static func fold(_ columns: inout [Int32], into totals: inout [Int32: Int]) {
        for column in columns { totals[column, default: 0] += 1 }
        columns.removeAll(keepingCapacity: true)
    }

    private func appendRuns(of columns: inout [Int32], to rows: inout SparseMatrix) {
        columns.sort()
        var index = 0
        while index < columns.count {
            let start = index
            while index < columns.count, columns[index] == columns[start] { index += 1 }
            rows.append(isBinary ? 1 : Double(index - start), column: Int(columns[start]))
        }
    }
}
