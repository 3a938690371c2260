package import Inference

/// A version's file, as it was found in the repository.
package struct Artefact: Sendable, Equatable {
    package let key: VersionKey
    /// The file's name inside the version's folder.
    package let fileName: String
    /// Bytes.
    package let size: Int
    /// Unix seconds of the last change.
    package let modified: Double
    /// The file system's number of the file; another one after a replacement by rename.
    package let fileNumber: UInt64
    /// When the sidecar was last changed, in Unix seconds; nil without one.
    package let sidecarModified: Double?
}

/// A model that was read from an artefact.
package struct DecodedArtefact: Sendable {
    package let model: any PredictiveModel
    /// The kind of file, such as `sklearn-joblib`.
    package let format: String
    /// What wrote it, such as `scikit-learn 1.7.2`.
    package let library: String?
    /// The estimators, outermost first.
    package let estimator: String

    package init(model: any PredictiveModel, format: String, library: String?, estimator: String) {
        self.model = model
        self.format = format
        self.library = library
        self.estimator = estimator
    }
}

/// Reads a model from an artefact's bytes; its error's description is what the operator gets to read.
package typealias ArtefactDecoder = @Sendable ([UInt8]) throws -> DecodedArtefact
