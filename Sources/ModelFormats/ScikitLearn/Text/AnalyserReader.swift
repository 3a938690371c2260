import Inference
import PickleReader

/// Reads how a vectorizer cuts up documents.
///
/// A vectorizer's `analyzer`, `tokenizer` and `preprocessor` may be functions: those are code, which is not run here.
enum AnalyserReader {
    static func analyser(_ object: EstimatorObject) throws(ModelFileError) -> TextAnalyser {
        if let input = object["input"]?.text, input != "content" {
            throw object.unsupported(
                "its input is '\(input.printable)', and rows hold texts, not files",
                instead: "train it with input='content'"
            )
        }
        let preparation = try preparation(object)
        let unit = try unit(object)
        let lengths = try lengths(object)
        return try object.making { () throws(ModelStructureError) in
            try TextAnalyser(preparation, unit: unit, minimumLength: lengths.minimum, maximumLength: lengths.maximum)
        }
    }

    private static func lengths(_ object: EstimatorObject) throws(ModelFileError) -> (minimum: Int, maximum: Int) {
        guard let range = object["ngram_range"] else { return (1, 1) }
        guard range.memberCount == 2, let members = range.elements, let minimum = members[0].singleInteger,
            let maximum = members[1].singleInteger
        else { throw ModelFileError(.malformed, "The ngram_range of the \(object.name) is no pair of whole numbers") }
        return (minimum, maximum)
    }

    private static func unit(_ object: EstimatorObject) throws(ModelFileError) -> TextAnalyser.Unit {
        switch object["analyzer"]?.text {
        case "word":
            try refuseFunction("tokenizer", object)
            return .word(try tokenPattern(object), stopWords: try stopWords(object))
        case "char": return .character
        case "char_wb": return .characterInWord
        default: throw function("analyzer", object)
        }
    }

    private static func tokenPattern(_ object: EstimatorObject) throws(ModelFileError) -> TokenPattern {
        let pattern = try object.require("token_pattern", "a regular expression", \.text)
        do {
            return try TokenPattern(pattern)
        } catch {
            throw object.unsupported(
                "its token_pattern '\(pattern.prefix(100).description.printable)' \(error.problem)",
                instead: "use a plainer pattern, such as the standard one"
            )
        }
    }

    // MARK: Functions

    private static func refuseFunction(_ key: String, _ object: EstimatorObject) throws(ModelFileError) {
        guard object[key]?.isNone ?? true else { throw function(key, object) }
    }

    private static func function(_ key: String, _ object: EstimatorObject) -> ModelFileError {
        let name = object[key]?.global.map { " \($0)" } ?? ""
        return object.unsupported(
            "its \(key) is the function\(name), which would have to be run",
            instead: "say it with token_pattern, lowercase, strip_accents and stop_words"
        )
    }

    // MARK: Preparation

    /// The two functions that remove accents are known by name wherever they stand.
    private static func preparation(_ object: EstimatorObject) throws(ModelFileError) -> TextPreparation {
        if let preprocessor = object["preprocessor"], !preprocessor.isNone {
            guard let accents = accents(named: preprocessor.global) else { throw function("preprocessor", object) }
            return TextPreparation(lowercases: false, accents: accents)
        }
        return TextPreparation(
            lowercases: try object.flag("lowercase", default: true),
            accents: try accents(object)
        )
    }

    private static func accents(_ object: EstimatorObject) throws(ModelFileError) -> TextPreparation.Accents {
        guard let value = object["strip_accents"], !value.isNone else { return .kept }
        switch value.text {
        case "ascii": return .removedToASCII
        case "unicode": return .removed
        case "": return .kept
        default: break
        }
        if value.boolean == false { return .kept }
        guard let accents = accents(named: value.global) else { throw function("strip_accents", object) }
        return accents
    }

    private static func accents(named function: GlobalName?) -> TextPreparation.Accents? {
        guard let function, function.module.hasPrefix("sklearn.feature_extraction.text") else { return nil }
        return switch function.name {
        case "strip_accents_ascii": .removedToASCII
        case "strip_accents_unicode": .removed
        default: nil
        }
    }

    // MARK: Stop words

    private static func stopWords(_ object: EstimatorObject) throws(ModelFileError) -> TermTable? {
        guard let value = object["stop_words"], !value.isNone else { return nil }
        if value.text == "english" { return .englishStopWords }
        // Older protocols write a set as a call with a list.
        let list = value.className?.name == "set" ? value.arguments?.first ?? value : value
        guard let count = list.memberCount else { throw noStopWords(object) }
        try object.context.spend(count)
        guard let members = list.elements ?? list.array?.objects() else {
            guard let texts = list.array?.strings() else { throw noStopWords(object) }
            return TermTable(texts)
        }
        var table = TermTable()
        for member in members {
            guard let word = member.text else { throw noStopWords(object) }
            try object.context.spend(word.utf8.count)
            table.set(word, to: 0)
        }
        return table
    }

    private static func noStopWords(_ object: EstimatorObject) -> ModelFileError {
        ModelFileError(.malformed, "The stop_words of the \(object.name) are neither 'english' nor a list of words")
    }
}
