extension EstimatorFamily {
    /// Neural networks.
    static var neural: EstimatorFamily {
        EstimatorFamily(
            models: ["MLPClassifier": NetworkReader.classifier, "MLPRegressor": NetworkReader.regressor],
            transformers: ["BernoulliRBM": NetworkReader.boltzmannMachine]
        )
    }
}
