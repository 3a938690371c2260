import Testing

@testable import Inference

/// Expected numbers come from scikit-learn 1.9.1.
struct VectorizerTests {
    private static let word = #"(?u)\b\w\w+\b"#

    private func analyser(
        _ unit: TextAnalyser.Unit? = nil,
        _ lengths: ClosedRange<Int> = 1...1
    ) throws -> TextAnalyser {
        try TextAnalyser(
            TextPreparation(lowercases: true, accents: .kept),
            unit: unit ?? .word(TokenPattern(Self.word), stopWords: nil),
            minimumLength: lengths.lowerBound,
            maximumLength: lengths.upperBound
        )
    }

    private func table(_ documents: [String?]) -> FeatureTable {
        let empty = Matrix(repeating: .nan, rowCount: documents.count, columnCount: 1)
        return FeatureTable(empty, texts: [0: documents])
    }

    /// The terms of a document that are among `terms`, by their counts.
    private func counts(_ document: String, _ terms: [String], _ analyser: TextAnalyser) throws -> [Double] {
        var vocabulary = TermTable()
        for (index, term) in terms.enumerated() { vocabulary.set(term, to: Int32(index)) }
        var rows = table([document])
        try CountVectorizer(analyser, vocabulary: vocabulary, isBinary: false).transform(&rows)
        return try rows.matrix().values
    }

    private let document = "The cat's 42 dogs_and Köln; naïve CAT the cat"

    @Test func `Words are counted in lower case`() throws {
        let terms = ["42", "cat", "dogs_and", "köln", "naïve", "the", "s", "koln"]
        #expect(try counts(document, terms, analyser()) == [1, 3, 1, 1, 1, 2, 0, 0])
    }

    @Test func `Words in a row leave stop words out`() throws {
        let unit = TextAnalyser.Unit.word(try TokenPattern(Self.word), stopWords: .englishStopWords)
        let terms = ["42 dogs_and", "cat 42", "cat cat", "köln naïve", "naïve cat", "the cat"]
        #expect(try counts(document, terms, analyser(unit, 2...2)) == [1, 1, 1, 1, 1, 0])
    }

    @Test func `Characters keep one blank for several`() throws {
        let terms = [" ", " b", " c", "a", "a ", "b", "b ", "c", "\n"]
        #expect(try counts("a\n b  c", terms, analyser(.character, 1...2)) == [2, 1, 1, 1, 1, 1, 1, 1, 0])
    }

    @Test func `Characters within words have blanks around them`() throws {
        let terms = [" 42 ", " cat", "cat'", "t's ", "öln;", "the ", "ïve ", "e ca"]
        #expect(try counts(document, terms, analyser(.characterInWord, 4...4)) == [1, 3, 1, 1, 1, 2, 1, 0])
        #expect(try counts("a bb", [" a ", " bb ", " bb"], analyser(.characterInWord, 9...10)) == [1, 1, 0])
    }

    @Test func `Very many terms are counted a part at a time`() throws {
        let document = String(repeating: "ab", count: TermCounter.foldingCount / 2 + 5)
        let count = Double(TermCounter.foldingCount / 2 + 5)
        #expect(try counts(document, ["a", "b", "c"], analyser(.character)) == [count, count, 0])
        var rows = table([document])
        let vectorizer = try HashingVectorizer(
            analyser(.character),
            columnCount: 1,
            hasSigns: false,
            isBinary: false,
            norm: nil,
            precision: .double
        )
        try vectorizer.transform(&rows)
        #expect(try rows.matrix().values == [2 * count])
    }

    @Test func `Hashes are MurmurHash of the bytes`() {
        let hashes = ["", "a", "ab", "abc", "abcd", "köln", "東京タワー"].map { text in
            Array(text.utf8).withUnsafeBufferPointer(MurmurHash.hash)
        }
        #expect(
            hashes == [0, 1_009_084_850, -1_681_926_305, -1_277_324_294, 1_139_631_978, -134_368_276, 2_059_466_262]
        )
    }

    @Test func `Hashed terms count with signs, or as ones`() throws {
        func row(_ count: Int, isBinary: Bool, _ norm: RowNorm?) throws -> [Double] {
            var rows = table(["the cat and the dog"])
            let vectorizer = try HashingVectorizer(
                analyser(),
                columnCount: count,
                hasSigns: true,
                isBinary: isBinary,
                norm: norm,
                precision: .double
            )
            try vectorizer.transform(&rows)
            return try rows.matrix().values
        }
        #expect(try row(8, isBinary: false, .euclidean) == [0, 0, 0, 0, 0, -2.0 / 3, -2.0 / 3, 1.0 / 3])
        #expect(try row(4, isBinary: true, nil) == [0, 1, 1, 1])
    }

    @Test(arguments: [
        (RowNorm.absolute, [0.35526018504404244, 0, 0.6447398149559576]),
        (.euclidean, [0.4825999487972569, 0, 0.8758409041720334]),
        (nil, [1.6931471805599454, 0, 3.072788468406859]),
    ])
    func `Weighted counts have the length asked for, and empty rows stay empty`(
        _ norm: RowNorm?,
        _ expected: [Double]
    ) throws {
        let weighting = try TermWeighting(
            columnCount: 3,
            weights: [1, 1.2876820724517808, 1.2876820724517808],
            norm: norm,
            isSublinear: true,
            precision: .double
        )
        var rows = FeatureTable(Matrix(rowCount: 2, columnCount: 3, values: [2, 0, 4, 0, 0, 0]))
        try weighting.transform(&rows)
        for (value, number) in zip(try rows.matrix().values, expected + [0, 0, 0]) {
            #expect(abs(value - number) < 1e-15)
        }
    }

    @Test func `A row without a text is an error at its place`() throws {
        var vocabulary = TermTable()
        vocabulary.set("cat", to: 0)
        let vectorizer = try CountVectorizer(analyser(), vocabulary: vocabulary, isBinary: false)
        var rows = table(["cat", nil])
        let error = #expect(throws: PredictionError.self) { try vectorizer.transform(&rows) }
        #expect(error?.code == .notText)
        #expect(error?.place == PredictionError.Place(row: 1, column: 0))
    }

    @Test func `A vocabulary whose columns do not exist makes no vectorizer`() throws {
        var vocabulary = TermTable()
        #expect(throws: ModelStructureError.self) {
            try CountVectorizer(analyser(), vocabulary: vocabulary, isBinary: false)
        }
        for column: Int32 in [1, -1] {
            vocabulary.set("cat", to: column)
            #expect(throws: ModelStructureError.self) {
                try CountVectorizer(analyser(), vocabulary: vocabulary, isBinary: false)
            }
        }
        #expect(throws: ModelStructureError.self) { try analyser(.character, 1...1000) }
    }
}
