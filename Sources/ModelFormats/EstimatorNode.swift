/// An estimator and its parts.
package struct EstimatorNode: Sendable, Equatable {
    /// Such as `RandomForestClassifier`.
    package let name: String
    /// Such as `sklearn.ensemble._forest`.
    package let module: String
    /// Such as `100 trees`, `5,312 nodes`, `depth 9`.
    package let facts: [String]
    package let children: [EstimatorNode]
}
