extension EstimatorFamily {
    /// Missing values filled in.
    static var imputation: EstimatorFamily {
        EstimatorFamily(
            transformers: [
                "SimpleImputer": ImputationReader.simple,
                "MissingIndicator": ImputationReader.indicator,
                "KNNImputer": ImputationReader.neighbours,
                "IterativeImputer": ImputationReader.iterative,
            ]
        )
    }
}
