/// A step that turns one column of documents into sparse rows of numbers.
protocol TextTransformer: FeatureTransformer {
    /// Adds the row of one document; `counter` is empty before, and kept for the next document.
    func append(_ document: String, to rows: inout SparseMatrix, _ counter: inout TermCounter)
}

/// What one document's terms come to, column by column, and the memory that they are found in.
struct TermCounter {
    var workspace = TextWorkspace()
    var columns: [Int32] = []
    var signedColumns: [(column: Int32, sign: Int8)] = []

    init() {}

    /// How many terms are kept before they are counted: a hostile model makes 64 of each byte.
    static let foldingCount = 1 << 20
}

extension PredictionError {
    fileprivate static func tooManyWays(row: Int) -> PredictionError {
        PredictionError(
            .notText,
            at: Place(row: row, column: 0),
            "is a text that the model's token_pattern can be held against in too many ways. Send a shorter one"
        )
    }
}

extension TextTransformer {
    package var inputCount: Int { 1 }
    package var acceptsMissing: Bool { false }
    package var textFeatures: Set<Int> { [0] }

    /// - Complexity: O(bytes) for terms of one unit each, besides sorting the terms of each document.
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(1)
        let documents = rows.texts[0]
        var result = SparseMatrix(columnCount: outputCount)
        var counter = TermCounter()
        for row in 0..<rows.rowCount {
            guard let document = documents?[row] else { throw .notText(row: row, column: 0) }
            append(document, to: &result, &counter)
            guard !counter.workspace.matcher.isOverfull else { throw .tooManyWays(row: row) }
            result.endRow()
        }
        rows = FeatureTable(result)
    }
}
