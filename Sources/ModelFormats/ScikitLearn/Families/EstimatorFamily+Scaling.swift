extension EstimatorFamily {
    /// Scalers and functions of one feature.
    static var scaling: EstimatorFamily {
        EstimatorFamily(
            transformers: [
                "StandardScaler": ScalingReader.standard,
                "RobustScaler": ScalingReader.robust,
                "MaxAbsScaler": ScalingReader.largest,
                "MinMaxScaler": ScalingReader.range,
                "Normalizer": ScalingReader.normalizer,
                "Binarizer": ScalingReader.binarizer,
                "QuantileTransformer": ScalingReader.quantile,
                "PowerTransformer": ScalingReader.power,
                "KBinsDiscretizer": ExpansionReader.bins,
                "PolynomialFeatures": ExpansionReader.polynomial,
                "SplineTransformer": ExpansionReader.spline,
                "FunctionTransformer": ExpansionReader.function,
            ]
        )
    }
}
