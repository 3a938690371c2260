/// How far numbers may be from the recorded ones.
enum Tolerance {
    /// Where a sum in another order, or an exponential of another library, can move the last digits.
    static let usual = 1e-9

    /// Models that are allowed more, each with its reason.
    private static let exceptions: [String: Double] = [
        // The estimator that boosting starts from was trained on 32-bit floats, and scikit-learn has it answer in them;
        // the logarithm of the odds of a probability beside one multiplies that.
        "ensembles/boosting_regressor_start": 1e-6,
        "ensembles/boosting_classifier_start": 1e-6,
        "ensembles/boosting_classifier_start_binary": 1e-6,
        // numpy's logarithm of 32-bit floats is off by a last digit now and then.
        "text/tfidf_float32_sublinear": 1e-7,
        // From scikit-learn 1.9 on the classifier computes in 32-bit floats when its rows and coefficients are such.
        "text/count_tfidf_float32_logistic": 1e-6,
    ]

    /// - Parameter model: `FAMILY/NAME`.
    static func of(_ model: String) -> Double { exceptions[model] ?? usual }
}
