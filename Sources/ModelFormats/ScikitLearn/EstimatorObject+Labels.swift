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

    /// Whether `classes_` are those of one output; several have a list of them.
    var hasOneOutput: Bool {
        value["classes_"]?.array.map { $0.objects()?.contains { $0.array != nil } != true } ?? false
    }

    /// The `classes_` of each output of a classifier, from a list of arrays or from one array.
    func classesOfOutputs(_ key: String = "classes_") throws(ModelFileError) -> [[ClassLabel]] {
        if key == "classes_", hasOneOutput { return [try classes()] }
        var outputs: [[ClassLabel]] = []
        for member in try members(key) { outputs.append(try labels(member, key)) }
        return outputs
    }

    /// The labels of an array that is part of the attribute `key`, or is it.
    func labels(_ value: PickleValue, _ key: String) throws(ModelFileError) -> [ClassLabel] {
        try context.spend(1 + (value.memberCount ?? 0))
        guard let array = value.array, array.shape.count == 1, let labels = Self.labels(array) else {
            throw ModelFileError(.malformed, "The \(key) of the \(name) are neither numbers nor texts")
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
        let labels = objects.compactMap(\.label)
        return labels.count == objects.count ? labels : nil
    }
}

extension PickleValue {
    /// A class as a setting names it: a value of Python or numpy.
    var label: ClassLabel? {
        if let text { return .string(text) }
        if let boolean { return .boolean(boolean) }
        if let integer { return .integer(integer) }
        if let number { return .number(number) }
        guard let array, array.count == 1, array.objects() == nil else { return nil }
        return EstimatorObject.labels(array)?.first
    }
}
