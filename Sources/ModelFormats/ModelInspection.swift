package import Inference

/// What is inside a file, told without serving it.
package struct ModelInspection: Sendable {
    /// `sklearn-joblib`, `sklearn-pickle`, or `pickle` for one that holds no estimator.
    package let format: String
    /// 0 to 5.
    package let pickleProtocol: Int
    /// Such as `scikit-learn 1.7.2`.
    package let library: String?
    /// The estimator and what it is made of; nil when the file holds something else.
    package let estimator: EstimatorNode?
    package let featureCount: Int?
    package let featureNames: [String]?
    package let classes: [ClassLabel]?
    /// Such as `gzip`; nil for a file that is not compressed.
    package let compression: String?
    /// The size of the file itself.
    package let fileBytes: Int
    /// Its size after decompression.
    package let inflatedBytes: Int
    /// Every global that the file names, sorted.
    package let globals: [String]
    /// Those of them that no scikit-learn model needs.
    package let suspiciousGlobals: [String]
    /// Whether ``ModelFile/load(_:)`` takes the file.
    package let servable: Bool
    /// Why it does not.
    package let reason: String?
}
