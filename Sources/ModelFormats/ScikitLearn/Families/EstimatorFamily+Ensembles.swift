extension EstimatorFamily {
    /// Ensembles of any estimators by boosting and bagging.
    static var ensembles: EstimatorFamily {
        EstimatorFamily(
            models: [
                "AdaBoostClassifier": AdaBoostReader.classifier, "AdaBoostRegressor": AdaBoostReader.regressor,
                "BaggingClassifier": BaggingReader.classifier, "BaggingRegressor": BaggingReader.regressor,
                "IsolationForest": BaggingReader.isolationForest,
            ]
        )
    }
}
