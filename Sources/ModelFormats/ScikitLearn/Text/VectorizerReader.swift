import Inference
import PickleReader

/// Reads the vectorizers of documents.
enum VectorizerReader {
    static func countVectorizer(_ object: EstimatorObject) throws(ModelFileError) -> CountVectorizer {
        let analyser = try AnalyserReader.analyser(object)
        let vocabulary = try vocabulary(object)
        // Counts as booleans are 1.
        let isBoolean = try NumberKind(object) == .boolean
        let isBinary = try object.flag("binary", default: false) || isBoolean
        return try object.making { () throws(ModelStructureError) in
            try CountVectorizer(analyser, vocabulary: vocabulary, isBinary: isBinary)
        }
    }

    /// Counts, then the weights of the transformer that the vectorizer holds: its own settings may be missing in the
    /// file, or be newer than those that it was fitted with.
    static func tfidfVectorizer(_ object: EstimatorObject) throws(ModelFileError) -> TransformerChain {
        let counts = try countVectorizer(object)
        let precision: TermPrecision = try NumberKind(object) == .single ? .single : .double
        let weighting = try WeightingReader.weighting(
            object.estimator("_tfidf"),
            columnCount: counts.outputCount,
            precision
        )
        return try object.making { () throws(ModelStructureError) in
            try TransformerChain([counts, weighting], width: 1)
        }
    }

    static func hashingVectorizer(_ object: EstimatorObject) throws(ModelFileError) -> HashingVectorizer {
        let analyser = try AnalyserReader.analyser(object)
        let count = try object.integer("n_features")
        guard ModelSignature.featureCounts.contains(count) else {
            throw object.unsupported(
                "it has \(count) features, and 1 to \(ModelSignature.featureCounts.upperBound) are served",
                instead: "train it with a smaller n_features"
            )
        }
        let hasSigns = try object.flag("alternate_sign", default: true)
        let isBinary = try object.flag("binary", default: false)
        let norm = try WeightingReader.norm(object)
        let kind = try NumberKind(object)
        return try object.making { () throws(ModelStructureError) in
            try HashingVectorizer(
                analyser,
                columnCount: count,
                hasSigns: hasSigns,
                isBinary: isBinary || kind == .boolean,
                norm: norm,
                precision: kind == .single ? .single : .double
            )
        }
    }

    // MARK: What is not served

    static func dictVectorizer(_ object: EstimatorObject) throws(ModelFileError) -> CountVectorizer {
        throw object.unsupported(
            "it reads dictionaries, and rows are lists of values in a fixed order",
            instead: "train with a ColumnTransformer of OneHotEncoder and passthrough on columns"
        )
    }

    static func featureHasher(_ object: EstimatorObject) throws(ModelFileError) -> CountVectorizer {
        throw object.unsupported(
            "it reads dictionaries, pairs or lists of strings of any length, and rows are as wide as in training",
            instead: "use a HashingVectorizer for texts or a OneHotEncoder for columns"
        )
    }

    // MARK: The vocabulary

    private static func vocabulary(_ object: EstimatorObject) throws(ModelFileError) -> TermTable {
        let dictionary = try object.require("vocabulary_", "a dictionary") { $0.entryCount == nil ? nil : $0 }
        try object.context.spend(dictionary.entryCount ?? 0)
        var table = TermTable()
        for (key, value) in dictionary.entries ?? [] {
            guard let term = key.text, let number = value.singleInteger, let column = Int32(exactly: number) else {
                throw ModelFileError(
                    .malformed,
                    "The vocabulary_ of the \(object.name) has an entry that is no text with a whole number"
                )
            }
            try object.context.spend(term.utf8.count)
            table.set(term, to: column)
        }
        return table
    }
}
