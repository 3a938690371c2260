extension EstimatorFamily {
    /// Texts to numbers.
    static var text: EstimatorFamily {
        EstimatorFamily(
            transformers: [
                "CountVectorizer": VectorizerReader.countVectorizer,
                "TfidfVectorizer": VectorizerReader.tfidfVectorizer,
                "HashingVectorizer": VectorizerReader.hashingVectorizer,
                "TfidfTransformer": WeightingReader.transformer,
                "DictVectorizer": VectorizerReader.dictVectorizer,
                "FeatureHasher": VectorizerReader.featureHasher,
            ]
        )
    }
}
