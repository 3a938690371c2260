extension EstimatorFamily {
    /// Discriminant analyses.
    static var discriminants: EstimatorFamily {
        EstimatorFamily(
            models: [
                "LinearDiscriminantAnalysis": LinearClassifierReader.discriminant,
                "QuadraticDiscriminantAnalysis": DiscriminantReader.quadratic,
            ],
            transformers: ["LinearDiscriminantAnalysis": DiscriminantReader.projection]
        )
    }
}
