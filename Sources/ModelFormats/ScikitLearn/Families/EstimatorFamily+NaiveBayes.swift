extension EstimatorFamily {
    /// Naive Bayes models.
    static var naiveBayes: EstimatorFamily {
        EstimatorFamily(
            models: [
                "GaussianNB": NaiveBayesReader.gaussian,
                "MultinomialNB": NaiveBayesReader.multinomial,
                "ComplementNB": NaiveBayesReader.complement,
                "BernoulliNB": NaiveBayesReader.bernoulli,
                "CategoricalNB": NaiveBayesReader.categorical,
            ]
        )
    }
}
