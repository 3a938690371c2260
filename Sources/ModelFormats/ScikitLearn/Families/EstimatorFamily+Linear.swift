extension EstimatorFamily {
    /// Linear models.
    static var linear: EstimatorFamily {
        var models = classifiers
        for name in regressors { models[name] = LinearRegressorReader.identity }
        models["PoissonRegressor"] = LinearRegressorReader.logarithm
        models["GammaRegressor"] = LinearRegressorReader.logarithm
        models["TweedieRegressor"] = LinearRegressorReader.tweedie
        models["RANSACRegressor"] = LinearRegressorReader.consensus
        var transformers: [String: TransformerReader] = ["PLSSVD": CrossDecompositionReader.decomposition]
        for name in ["PLSRegression", "PLSCanonical", "CCA"] {
            models[name] = CrossDecompositionReader.model
            transformers[name] = CrossDecompositionReader.transformer
        }
        return EstimatorFamily(models: models, transformers: transformers)
    }

    private static let regressors = [
        "LinearRegression", "Ridge", "RidgeCV", "Lasso", "LassoCV", "ElasticNet", "ElasticNetCV",
        "MultiTaskLasso", "MultiTaskLassoCV", "MultiTaskElasticNet", "MultiTaskElasticNetCV",
        "Lars", "LarsCV", "LassoLars", "LassoLarsCV", "LassoLarsIC",
        "OrthogonalMatchingPursuit", "OrthogonalMatchingPursuitCV",
        "BayesianRidge", "ARDRegression", "HuberRegressor", "QuantileRegressor", "TheilSenRegressor",
        "SGDRegressor", "PassiveAggressiveRegressor", "LinearSVR",
    ]

    private static var classifiers: [String: ModelReader] {
        [
            "LogisticRegression": LinearClassifierReader.logisticRegression,
            "LogisticRegressionCV": LinearClassifierReader.logisticRegression,
            "RidgeClassifier": LinearClassifierReader.ridge,
            "RidgeClassifierCV": LinearClassifierReader.ridge,
            "SGDClassifier": LinearClassifierReader.stochasticGradient,
            "Perceptron": LinearClassifierReader.withoutProbabilities,
            "PassiveAggressiveClassifier": LinearClassifierReader.withoutProbabilities,
            "LinearSVC": LinearClassifierReader.withoutProbabilities,
            "SGDOneClassSVM": LinearClassifierReader.outlierDetector,
        ]
    }
}
