extension EstimatorFamily {
    /// Pipelines, columns, searches and transformed targets.
    static var composition: EstimatorFamily {
        EstimatorFamily(
            models: [
                "Pipeline": PipelineReader.model,
                "TransformedTargetRegressor": TransformedTargetReader.model,
                "GridSearchCV": DelegateReader.search, "RandomizedSearchCV": DelegateReader.search,
                "HalvingGridSearchCV": DelegateReader.search, "HalvingRandomSearchCV": DelegateReader.search,
            ],
            transformers: [
                "Pipeline": PipelineReader.transformer,
                "ColumnTransformer": ColumnTransformerReader.transformer,
                "FeatureUnion": ColumnTransformerReader.union,
                "GridSearchCV": DelegateReader.searchTransformer,
                "RandomizedSearchCV": DelegateReader.searchTransformer,
                "HalvingGridSearchCV": DelegateReader.searchTransformer,
                "HalvingRandomSearchCV": DelegateReader.searchTransformer,
            ]
        )
    }
}
