extension EstimatorFamily {
    /// Estimators around other estimators, and those that stand for one.
    static var meta: EstimatorFamily {
        EstimatorFamily(
            models: [
                "VotingClassifier": VotingReader.classifier, "VotingRegressor": VotingReader.regressor,
                "StackingClassifier": StackingReader.classifier, "StackingRegressor": StackingReader.regressor,
                "CalibratedClassifierCV": CalibrationReader.model, "IsotonicRegression": IsotonicReader.model,
                "OneVsRestClassifier": BinaryStrategyReader.oneVersusRest,
                "OneVsOneClassifier": BinaryStrategyReader.oneVersusOne,
                "OutputCodeClassifier": BinaryStrategyReader.outputCode,
                "MultiOutputClassifier": OutputsReader.separate, "MultiOutputRegressor": OutputsReader.separate,
                "ClassifierChain": OutputsReader.chain, "RegressorChain": OutputsReader.chain,
                "FixedThresholdClassifier": ThresholdReader.fixed,
                "TunedThresholdClassifierCV": ThresholdReader.tuned,
                "DummyClassifier": DummyReader.classifier, "DummyRegressor": DummyReader.regressor,
                "FrozenEstimator": DelegateReader.frozen, "SelfTrainingClassifier": DelegateReader.selfTraining,
                "RFE": DelegateReader.elimination, "RFECV": DelegateReader.elimination,
            ],
            transformers: [
                "FrozenEstimator": DelegateReader.frozenTransformer,
                "VotingClassifier": VotingReader.transformer, "VotingRegressor": VotingReader.transformer,
                "StackingClassifier": StackingReader.transformer, "StackingRegressor": StackingReader.transformer,
            ]
        )
    }
}
