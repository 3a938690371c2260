extension EstimatorFamily {
    /// Some of the features.
    static var selection: EstimatorFamily {
        EstimatorFamily(
            models: ["RFE": SelectionReader.model, "RFECV": SelectionReader.model],
            transformers: [
                "VarianceThreshold": SelectionReader.byVariance,
                "SelectKBest": SelectionReader.univariate,
                "SelectPercentile": SelectionReader.univariate,
                "SelectFpr": SelectionReader.univariate,
                "SelectFdr": SelectionReader.univariate,
                "SelectFwe": SelectionReader.univariate,
                "GenericUnivariateSelect": SelectionReader.univariate,
                "SelectFromModel": SelectionReader.byModel,
                "RFE": SelectionReader.bySupport,
                "RFECV": SelectionReader.bySupport,
                "SequentialFeatureSelector": SelectionReader.bySupport,
            ]
        )
    }
}
