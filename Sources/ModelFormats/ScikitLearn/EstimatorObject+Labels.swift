import Inference
import PickleReader

extension EstimatorObject {
    /// The `classes_` of a classifier.
    func classes() throws(ModelFileError) -> [ClassLabel] {
        let attribute = try require("classes_", "an array") { $0 }
        guard let array = attribute.array else {
            throw ModelFileError(
                .unsupportedEstimator,
                "The \(name) answers several outputs at once, which is not served. Train a model for each"
            )
        }
        try context.spend(array.count)
        guard array.shape.count == 1, let labels = Self.labels(array) else {
            throw ModelFileError(.malformed, "The classes_ of the \(name) are neither numbers nor texts")
        }
        return labels
    }

    /// The names of the columns that the estimator was fitted on; nil when it was fitted without.
    func featureNames() throws(ModelFileError) -> [String]? {
        guard let array = value["feature_names_in_"]?.array else { return nil }
        try context.spend(array.count)
        return Self.names(array)
    }

    /// Nil when one of them is no text.
    static func names(_ array: PickleArray) -> [String]? {
        if let names = array.strings() { return names }
        guard let objects = array.objects() else { return nil }
        let names = objects.compactMap(\.text)
        return names.count == objects.count ? names : nil
    }

    /// Nil when one of them is no label.
    static func labels(_ array: PickleArray) -> [ClassLabel]? {
        if array.isBoolean { return array.integers()?.map { .boolean($0 != 0) } }
        if array.isInteger { return array.integers()?.map { .integer($0) } }
        if let numbers = array.doubles() { return numbers.map { .number($0) } }
        if let texts = array.strings() { return texts.map { .string($0) } }
        guard let objects = array.objects() else { return nil }
        let labels = objects.compactMap(Self.label)
        return labels.count == objects.count ? labels : nil
    }

    private static func label(_ value: PickleValue) -> ClassLabel? {
        if let text = value.text { return .string(text) }
        if let boolean = value.boolean { return .boolean(boolean) }
        if let integer = value.integer { return .integer(integer) }
        return value.number.map { .number($0) }
    }
}
