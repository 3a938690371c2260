import Inference
import Testing

struct EncoderTests {
    private func feature(_ categories: [CategoryTable.Category], columns: [Int], unknown: Int = -1) throws
        -> OneHotEncoder.Feature
    {
        try OneHotEncoder.Feature(
            CategoryTable(categories),
            columns: columns,
            unknownColumn: unknown,
            columnCount: (columns.max() ?? -1) + 1
        )
    }

    private func encode(_ step: some FeatureTransformer, _ cells: [String?], _ numbers: [Double]) throws -> [[Double]] {
        var table = FeatureTable(Matrix(numbers.map { [.nan, $0] }), texts: [0: cells])
        try step.transform(&table)
        return try table.matrix().rowValues
    }

    @Test(arguments: [false, true])
    func `Texts and numbers get a column for each category`(_ isSparse: Bool) throws {
        let encoder = try OneHotEncoder(
            [
                feature([.text("a"), .text("b"), .missing], columns: [0, 1, 2]),
                feature([.number(0), .number(1.5)], columns: [-1, 0]),
            ],
            refusesUnknown: true,
            isSparse: isSparse
        )
        #expect(encoder.textFeatures == [0] && encoder.acceptsMissing && !encoder.passesMissing)
        let rows = try encode(encoder, ["b", nil, "a"], [1.5, -0.0, 1.5])
        #expect(rows == [[0, 1, 0, 1], [0, 0, 1, 0], [1, 0, 0, 1]])
        do {
            _ = try encode(encoder, ["a", "a"], [0, 7])
            Issue.record("a category that is not known was taken")
        } catch let error as PredictionError {
            #expect(error.code == .unknownCategory && error.place == PredictionError.Place(row: 1, column: 1))
            #expect(error.message.contains("'7'"))
        }
    }

    @Test func `A category that is not known is nothing, or joins the rare ones`() throws {
        let categories: [CategoryTable.Category] = [.text("a"), .text("b"), .text("c")]
        let ignoring = try OneHotEncoder(
            [feature(categories, columns: [0, 1, 1]), feature([.number(1)], columns: [0])],
            refusesUnknown: false,
            isSparse: false
        )
        #expect(try encode(ignoring, ["?", "c"], [1, .nan]) == [[0, 0, 1], [0, 1, 0]])
        let joining = try OneHotEncoder(
            [feature(categories, columns: [0, 1, 1], unknown: 1), feature([.number(1)], columns: [0])],
            refusesUnknown: false,
            isSparse: false
        )
        #expect(try encode(joining, ["?", nil], [1, 1]) == [[0, 1, 1], [0, 1, 1]])
    }

    @Test func `An accent in one code is not the same as one in two`() throws {
        let encoder = try OneHotEncoder(
            [feature([.text("\u{e9}"), .text("e\u{301}")], columns: [0, 1]), feature([.number(0)], columns: [0])],
            refusesUnknown: true,
            isSparse: false
        )
        #expect(try encode(encoder, ["e\u{301}", "\u{e9}"], [0, 0]) == [[0, 1, 1], [1, 0, 1]])
    }

    @Test func `Columns that do not fit the categories are refused`() {
        #expect(throws: ModelStructureError.self) { try feature([.number(1)], columns: [0, 1]) }
        #expect(throws: ModelStructureError.self) { try feature([.number(1)], columns: [-2]) }
        #expect(throws: ModelStructureError.self) { try feature([.number(1)], columns: [0], unknown: 1) }
        #expect(throws: ModelStructureError.self) { try feature([.number(1)], columns: [1 << 40]) }
    }

    @Test func `Values of a category may be missing, and then pass`() throws {
        let table = try CategoryTable([.text("a"), .missing])
        let values = Matrix([[1, 10], [.nan, 20]])
        let feature = try CategoryValueEncoder.Feature(table, values: values, unknownValues: [-1, -2])
        let encoder = try CategoryValueEncoder([feature], refusesUnknown: false)
        #expect(encoder.passesMissing)
        var rows = FeatureTable(Matrix([[.nan], [.nan], [3]]), texts: [0: ["a", nil, nil]])
        try encoder.transform(&rows)
        #expect(agree(try rows.matrix().rowValues, [[1, 10], [.nan, 20], [-1, -2]]))
    }

    @Test func `A row of another width is refused`() throws {
        let encoder = try OneHotEncoder([feature([.number(1)], columns: [0])], refusesUnknown: true, isSparse: true)
        #expect(encoder.refusal([1, 2])?.code == .featureCount)
        #expect(encoder.refusal([.infinity])?.code == .notFinite)
        #expect(encoder.refusal([.nan])?.code == .unknownCategory)
    }
}
