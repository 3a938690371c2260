extension EstimatorFamily {
    /// Categories to numbers.
    static var encoding: EstimatorFamily {
        EstimatorFamily(
            transformers: [
                "OneHotEncoder": OneHotReader.transformer,
                "OrdinalEncoder": ValueEncoderReader.ordinal,
                "TargetEncoder": ValueEncoderReader.target,
                "LabelEncoder": ValueEncoderReader.label,
                "LabelBinarizer": ValueEncoderReader.binarizer,
                "MultiLabelBinarizer": ValueEncoderReader.sets,
            ]
        )
    }
}
