import Inference
import PickleReader

/// Reads models that always answer the same.
enum DummyReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> DummyClassifier {
        let strategy = object.text("_strategy") ?? object.text("strategy") ?? ""
        guard ["most_frequent", "prior", "constant"].contains(strategy) else {
            throw object.unsupported(
                "with strategy='\(String(strategy.prefix(40)).printable)' it answers at random, each time anew",
                instead: "train it with strategy='prior'"
            )
        }
        let classes = try classes(object)
        let priors = try priors(object, count: classes.count)
        let constants = try strategy == "constant" ? constants(object, count: classes.count) : nil
        let width = try featureCount(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            var outputs: [DummyClassifier.Output] = []
            for (index, labels) in classes.enumerated() {
                outputs.append(
                    try output(labels, priors[index], constant: constants?[index], isPrior: strategy == "prior")
                )
            }
            return try DummyClassifier(outputs, featureCount: width, featureNames: names)
        }
    }

    private static func output(
        _ classes: [ClassLabel],
        _ priors: [Double],
        constant: ClassLabel?,
        isPrior: Bool
    ) throws(ModelStructureError) -> DummyClassifier.Output {
        var index = priors.indices.reduce(0) { priors[$1] > priors[$0] ? $1 : $0 }
        if let constant { index = classes.firstIndex { $0.isSame(as: constant) } ?? -1 }
        let certain = classes.indices.map { $0 == index ? 1.0 : 0 }
        return try DummyClassifier.Output(classes: classes, index: index, probabilities: isPrior ? priors : certain)
    }

    /// The classes of each output.
    private static func classes(_ object: EstimatorObject) throws(ModelFileError) -> [[ClassLabel]] {
        let attribute = try object.require("classes_", "an array") { $0 }
        return attribute.array == nil ? try object.classesOfOutputs() : [try object.classes()]
    }

    private static func priors(_ object: EstimatorObject, count: Int) throws(ModelFileError) -> [[Double]] {
        let attribute = try object.require("class_prior_", "an array") { $0 }
        if attribute.array != nil, count == 1 { return [try object.doubles("class_prior_")] }
        var priors: [[Double]] = []
        for member in attribute.elements ?? [] {
            guard let numbers = try object.numbers(in: member) else { break }
            priors.append(numbers)
        }
        guard priors.count == count else {
            throw ModelFileError(.malformed, "The class_prior_ of the \(object.name) are not one for each output")
        }
        return priors
    }

    /// The class of each output: one value, or as many in a list.
    private static func constants(_ object: EstimatorObject, count: Int) throws(ModelFileError) -> [ClassLabel] {
        let value = try object.require("constant", "a class") { $0 }
        if let label = value.label, count == 1 { return [label] }
        try object.context.spend(value.memberCount ?? 0)
        let members = value.elements ?? value.array?.objects()
        let labels = members?.compactMap(nested) ?? value.array.flatMap(EstimatorObject.labels) ?? []
        guard labels.count == count, members == nil || members?.count == count else {
            throw ModelFileError(.malformed, "The constant of the \(object.name) is not one class for each output")
        }
        return labels
    }

    /// A class that may stand in a list of its own.
    private static func nested(_ value: PickleValue) -> ClassLabel? {
        guard let members = value.elements, members.count == 1 else { return value.label }
        return members[0].label
    }

    /// The width of a row, which a dummy does not look at; old ones do not even say it.
    private static func featureCount(_ object: EstimatorObject) throws(ModelFileError) -> Int {
        if let width = object.knownFeatureCount { return width }
        throw object.unsupported(
            "the file does not say how many features a row has; old versions of scikit-learn leave it out",
            instead: "fit and save it with scikit-learn 1.5 or newer"
        )
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> DummyRegressor {
        let constants = try object.doubles("constant_")
        let width = try featureCount(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try DummyRegressor(constants, featureCount: width, featureNames: names)
        }
    }
}
