extension EstimatorFamily {
    /// Trees, forests and boosted trees.
    static var trees: EstimatorFamily {
        EstimatorFamily(
            models: [
                "DecisionTreeClassifier": ForestReader.treeClassifier,
                "ExtraTreeClassifier": ForestReader.treeClassifier,
                "DecisionTreeRegressor": ForestReader.treeRegressor, "ExtraTreeRegressor": ForestReader.treeRegressor,
                "RandomForestClassifier": ForestReader.forestClassifier,
                "ExtraTreesClassifier": ForestReader.forestClassifier,
                "RandomForestRegressor": ForestReader.forestRegressor,
                "ExtraTreesRegressor": ForestReader.forestRegressor,
                "GradientBoostingClassifier": BoostingReader.classifier,
                "GradientBoostingRegressor": BoostingReader.regressor,
                "HistGradientBoostingClassifier": HistogramReader.classifier,
                "HistGradientBoostingRegressor": HistogramReader.regressor,
            ],
            transformers: ["RandomTreesEmbedding": ForestReader.embedding]
        )
    }
}
