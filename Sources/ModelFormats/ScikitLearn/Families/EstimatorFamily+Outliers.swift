extension EstimatorFamily {
    /// Outlier detection by covariance.
    static var outliers: EstimatorFamily {
        EstimatorFamily(models: ["EllipticEnvelope": EllipticEnvelopeReader.model])
    }
}
