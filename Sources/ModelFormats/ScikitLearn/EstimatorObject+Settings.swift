import Inference
import PickleReader

/// Single values, which stand in a file as Python's own or as numpy's: scalars, or arrays of one element.
extension EstimatorObject {
    func number(_ key: String) throws(ModelFileError) -> Double { try require(key, "a number", \.singleNumber) }

    func integer(_ key: String) throws(ModelFileError) -> Int { try require(key, "a whole number", \.singleInteger) }

    /// Nil when the attribute is missing or no number.
    func optionalNumber(_ key: String) -> Double? { value[key]?.singleNumber }

    /// Nil when the attribute is missing or no whole number.
    func optionalInteger(_ key: String) -> Int? { value[key]?.singleInteger }

    /// What the estimator is set to, a text; nil when it is something else.
    func text(_ key: String) -> String? { value[key]?.text }

    /// Whether a setting is true; None is not.
    ///
    /// - Parameter missing: what holds where the file has no such setting, or a text as scikit-learn puts in place of
    ///   one that it is about to drop (`deprecated`, `warn`).
    func flag(_ key: String, default missing: Bool) throws(ModelFileError) -> Bool {
        guard let attribute = value[key], attribute.text == nil else { return missing }
        if attribute.isNone { return false }
        return try require(key, "True or False") { $0.boolean ?? $0.singleNumber.map { $0 != 0 } }
    }

    /// One of the texts that a setting may have.
    func choice<Choice: RawRepresentable<String>>(
        _ key: String,
        default missing: Choice? = nil
    ) throws(ModelFileError) -> Choice {
        if value[key] == nil, let missing { return missing }
        if let choice = text(key).flatMap(Choice.init(rawValue:)) { return choice }
        let found = text(key)?.printable ?? value[key].map(Self.describe) ?? "missing"
        throw unsupported("its \(key) is \(found)", instead: "set it to another one before training")
    }

    /// What an attribute is, in words, for a sentence about what cannot be served.
    func describe(_ key: String) -> String {
        guard let attribute = value[key] else { return "missing" }
        if let text = attribute.text { return "'\(text.printable)'" }
        return Self.describe(attribute)
    }

    // MARK: The width of a row

    /// The features that the estimator was fitted on.
    func featureCount() throws(ModelFileError) -> Int {
        if let count = knownFeatureCount { return count }
        throw ModelFileError(
            .malformed,
            "The \(name) does not say how many features it takes; was it saved before it was fitted?"
        )
    }

    /// The same; nil when the estimator does not say.
    var knownFeatureCount: Int? {
        ["n_features_in_", "n_features_", "_n_features", "n_input_features_"].lazy.compactMap { value[$0] }.first?
            .singleInteger
    }
}

extension PickleValue {
    /// A number, a truth value as 0 or 1, or the only element of an array of numbers.
    var singleNumber: Double? {
        if let number { return number }
        if let boolean { return boolean ? 1 : 0 }
        guard let array, array.count == 1 else { return nil }
        return array.doubles()?.first
    }

    /// The same, where it is whole.
    var singleInteger: Int? { integer ?? singleNumber.flatMap(Int.init(exactly:)) }
}
