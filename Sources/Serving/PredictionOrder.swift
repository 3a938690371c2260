package import Inference
package import ModelRegistry

/// What a prediction is asked of.
package struct PredictionOrder: Sendable {
    package let model: String
    /// nil for the active version.
    package let version: String?
    package let rows: FeatureRows
    package let wantsProbabilities: Bool

    package init(model: String, version: String?, rows: FeatureRows, wantsProbabilities: Bool) {
        self.model = model
        self.version = version
        self.rows = rows
        self.wantsProbabilities = wantsProbabilities
    }
}

/// A prediction with what is needed to write it down.
package struct PredictionAnswer: Sendable {
    package let key: VersionKey
    package let signature: ModelSignature
    package let prediction: Prediction
}
