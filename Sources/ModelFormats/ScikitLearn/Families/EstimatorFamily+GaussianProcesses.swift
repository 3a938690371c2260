extension EstimatorFamily {
    /// Gaussian processes.
    static var gaussianProcesses: EstimatorFamily {
        EstimatorFamily(
            models: [
                "GaussianProcessRegressor": GaussianProcessReader.regressor,
                "GaussianProcessClassifier": GaussianProcessReader.classifier,
            ]
        )
    }
}
