package import Inference

/// A model that answers, and what it was made from.
package struct LoadedModel: Sendable {
    package let model: any PredictiveModel
    package let description: ModelDescription

    package init(model: any PredictiveModel, description: ModelDescription) {
        self.model = model
        self.description = description
    }
}
