/// What a person wants to know about a loaded file in one line.
package struct ModelDescription: Sendable, Equatable {
    /// `sklearn-joblib` or `sklearn-pickle`.
    package let format: String
    /// Such as `scikit-learn 1.7.2`, where the file says so.
    package let library: String?
    /// Such as `Pipeline(StandardScaler, LogisticRegression)` or `RandomForestClassifier(100 trees)`.
    package let estimator: String

    package init(format: String, library: String?, estimator: String) {
        self.format = format
        self.library = library
        self.estimator = estimator
    }
}
