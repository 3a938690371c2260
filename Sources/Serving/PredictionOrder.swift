package import Inference
package import ModelRegistry

/// What a prediction is asked of.
package struct PredictionOrder: Sendable {
    package let model: String
    /// nil for the active version.
    package let version: String?
    package let rows: FeatureRows
    /// What is wanted beside the prediction itself.
    package let parts: PredictionParts
    /// What else must hold of the model that answers; nil for nothing.
    package let check: (@Sendable (ModelSignature) throws(ServingError) -> Void)?
    /// How long the caller waits.
    package let patience: Patience

    package init(
        model: String,
        version: String?,
        rows: FeatureRows,
        parts: PredictionParts,
        patience: Patience = .endless,
        check: (@Sendable (ModelSignature) throws(ServingError) -> Void)? = nil
    ) {
        self.model = model
        self.version = version
        self.rows = rows
        self.parts = parts
        self.check = check
        self.patience = patience
    }
}

/// A prediction with what is needed to write it down.
package struct PredictionAnswer: Sendable {
    package let key: VersionKey
    package let signature: ModelSignature
    package let prediction: Prediction
    /// What was asked for beside the prediction itself.
    package let parts: PredictionParts
}
