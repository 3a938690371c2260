import Inference

extension EstimatorFamily {
    /// Neighbours, centres of classes, local outlier factors and labels that spread.
    static var neighbours: EstimatorFamily {
        EstimatorFamily(
            models: [
                "KNeighborsClassifier": NeighbourReader.nearestClassifier,
                "KNeighborsRegressor": NeighbourReader.nearestRegressor,
                "RadiusNeighborsClassifier": NeighbourReader.radiusClassifier,
                "RadiusNeighborsRegressor": NeighbourReader.radiusRegressor,
                "NearestCentroid": NeighbourReader.nearestCentroid,
                "LocalOutlierFactor": NeighbourReader.outlierFactor,
                "LabelPropagation": LabelPropagationReader.model, "LabelSpreading": LabelPropagationReader.model,
                "NearestNeighbors": silentNeighbours, "KernelDensity": silentNeighbours,
            ]
        )
    }

    private static func silentNeighbours(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        throw object.unsupported(
            "it has no predict",
            instead: "train a KNeighborsClassifier or a KNeighborsRegressor"
        )
    }
}
