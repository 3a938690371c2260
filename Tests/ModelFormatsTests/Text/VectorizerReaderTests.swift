import ModelFormats
import Testing

/// Pipelines whose first step is a vectorizer with some setting; what they hold besides is never reached.
struct VectorizerReaderTests {
    private static let module = "sklearn.feature_extraction.text"

    /// A pickle of protocol 2.
    ///
    /// - Parameter settings: names with values as pickle instructions.
    private func pipeline(_ name: String, module: String = module, _ settings: [(String, String)]) -> [UInt8] {
        let plain = [
            ("analyzer", text("word")), ("token_pattern", text(#"(?u)\b\w\w+\b"#)), ("tokenizer", "N"),
            ("preprocessor", "N"), ("vocabulary_", "}(" + text("cat") + "K\u{0}u"),
        ].filter { setting in !settings.contains { $0.0 == setting.0 } }
        let vectorizer = object(module, name, plain + settings)
        let model = object("sklearn.linear_model._logistic", "LogisticRegression", [("solver", "N")])
        let steps = "](" + text("words") + vectorizer + "\u{86}" + text("model") + model + "\u{86}e"
        let root = object("sklearn.pipeline", "Pipeline", [("steps", steps), ("_sklearn_version", text("1.5.2"))])
        // Each character below U+0100 stands for its byte.
        return ("\u{80}\u{2}" + root + ".").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private func object(_ module: String, _ name: String, _ state: [(String, String)]) -> String {
        "c\(module)\n\(name)\n)\u{81}}(" + state.map { text($0.0) + $0.1 }.joined() + "ub"
    }

    private func text(_ text: String) -> String {
        "X" + String(Character(Unicode.Scalar(UInt8(text.utf8.count)))) + "\u{0}\u{0}\u{0}" + text
    }

    private func message(_ bytes: [UInt8], _ code: ModelFileError.Code = .unsupportedEstimator) -> String {
        let error = #expect(throws: ModelFileError.self) { try ModelFile.load(bytes) }
        #expect(error?.code == code, "\(error?.message ?? "")")
        return error?.message ?? ""
    }

    @Test(arguments: ["tokenizer", "preprocessor", "analyzer", "strip_accents"])
    func `A function in a vectorizer is named, and not run`(_ setting: String) {
        let message = message(pipeline("CountVectorizer", [(setting, "c\(Self.module)\nstrip_tags\n")]))
        #expect(message.contains("its \(setting) is the function sklearn.feature_extraction.text.strip_tags"))
    }

    @Test func `A pattern that is beyond the subset is shown with its reason`() {
        let message = message(pipeline("CountVectorizer", [("token_pattern", text("a(?=b)"))]))
        #expect(message.contains("its token_pattern 'a(?=b)' has a group that looks ahead"))
    }

    @Test func `Files, dictionaries and narrow numbers are refused`() {
        #expect(message(pipeline("CountVectorizer", [("input", text("filename"))])).contains("not files"))
        #expect(message(pipeline("CountVectorizer", [("dtype", text("uint8"))])).contains("its dtype is uint8"))
        let dictionaries = pipeline("DictVectorizer", module: "sklearn.feature_extraction._dict_vectorizer", [])
        #expect(message(dictionaries).contains("it reads dictionaries"))
        let features = pipeline("FeatureHasher", module: "sklearn.feature_extraction._hash", [])
        #expect(message(features).contains("HashingVectorizer"))
        #expect(
            message(pipeline("HashingVectorizer", [("n_features", "J\u{0}\u{0}\u{0}\u{40}")])).contains("n_features")
        )
    }

    @Test(arguments: [
        ("vocabulary_", "N"), ("vocabulary_", "}"), ("vocabulary_", "}(NK\u{0}u"),
        ("vocabulary_", "}(X\u{1}\u{0}\u{0}\u{0}aK\u{9}u"),
        ("ngram_range", "K\u{1}"), ("ngram_range", "K\u{2}K\u{1}\u{86}"), ("ngram_range", "K\u{1}K\u{ff}\u{86}"),
        ("stop_words", "K\u{1}"), ("stop_words", "](K\u{1}e"), ("token_pattern", "N"), ("lowercase", "]"),
    ])
    func `Settings that no vectorizer has are malformed`(_ name: String, _ value: String) {
        _ = message(pipeline("CountVectorizer", [(name, value)]), .malformed)
    }
}
