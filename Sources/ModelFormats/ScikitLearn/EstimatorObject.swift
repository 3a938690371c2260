import Inference
import PickleReader

/// A fitted estimator as the file has it: a class and its attributes, read with errors that name both.
struct EstimatorObject {
    let value: PickleValue
    /// The class, such as `LogisticRegression`.
    let name: String
    let module: String
    let context: ReadingContext

    /// The estimator that a file holds.
    ///
    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` for a file of something else, `unsupportedVersion`
    ///   for one written by a version that is not known here.
    init(root: PickleValue, fileBytes: Int) throws(ModelFileError) {
        guard let global = root.className, global.module.hasPrefix("sklearn.") else {
            throw ModelFileError(.unsupportedEstimator, Self.foreignRoot(root))
        }
        let version = try Self.version(of: root, global.name)
        try self.init(root, context: ReadingContext(version: version, fileBytes: fileBytes))
    }

    /// A part of an estimator.
    init(_ value: PickleValue, context: ReadingContext) throws(ModelFileError) {
        try context.spend(16)
        guard let global = value.className, global.module.hasPrefix("sklearn.") else {
            throw ModelFileError(
                .unsupportedEstimator,
                "A part of the model is \(Self.describe(value)), no scikit-learn estimator"
            )
        }
        guard value.state?.kind == .dictionary else {
            throw ModelFileError(.malformed, "The \(global.name) in the file has no attributes")
        }
        self.value = value
        name = global.name
        module = global.module
        self.context = context
    }

    private static func version(of root: PickleValue, _ name: String) throws(ModelFileError) -> ScikitLearnVersion {
        guard let text = root["_sklearn_version"]?.text, let version = ScikitLearnVersion(text) else {
            throw ModelFileError(
                .unsupportedVersion,
                "The \(name) does not say which scikit-learn wrote it. Save it again with scikit-learn 0.22 to 1.9"
            )
        }
        guard ScikitLearnVersion.known.contains(version) else {
            throw ModelFileError(
                .unsupportedVersion,
                "The \(name) was written by scikit-learn \(version); 0.22 to 1.9 are known here. Save it again with "
                    + "one of them"
            )
        }
        return version
    }

    private static func foreignRoot(_ root: PickleValue) -> String {
        "The file holds \(describe(root)); expected a fitted scikit-learn estimator. "
            + "Save the estimator itself: `joblib.dump(model, path)`"
    }

    static func describe(_ value: PickleValue) -> String {
        if let name = value.className { return "a \(name)" }
        return switch value.kind {
        case .dictionary, .list, .tuple, .set, .array: "a \(value.kind.rawValue) on its own"
        case .global: "the name of a class instead of an object"
        default: "a plain value (\(value.kind.rawValue))"
        }
    }

    // MARK: Attributes

    subscript(key: String) -> PickleValue? { value[key] }

    /// - Throws: ``ModelFileError`` saying that the estimator is not fitted, or what the attribute is instead.
    func require<Value>(
        _ key: String,
        _ kind: String,
        _ read: (PickleValue) -> Value?
    ) throws(ModelFileError) -> Value {
        guard let attribute = value[key] else {
            throw ModelFileError(.malformed, "The \(name) has no \(key); was it saved before it was fitted?")
        }
        guard let result = read(attribute) else {
            throw ModelFileError(
                .malformed,
                "The \(key) of the \(name) is \(Self.describe(attribute)); expected \(kind)"
            )
        }
        return result
    }

    func integer(_ key: String) throws(ModelFileError) -> Int { try require(key, "a whole number", \.integer) }

    func number(_ key: String) throws(ModelFileError) -> Double { try require(key, "a number", \.number) }

    /// All numbers of an array, row after row.
    func doubles(_ key: String) throws(ModelFileError) -> [Double] {
        let array = try require(key, "an array of numbers", \.array)
        try context.spend(array.count)
        guard let values = array.doubles() else {
            throw ModelFileError(.malformed, "The \(key) of the \(name) is an array of something else than numbers")
        }
        return values
    }

    /// The same, or nil when the attribute is None.
    func optionalDoubles(_ key: String) throws(ModelFileError) -> [Double]? {
        guard let attribute = value[key], attribute.kind == .array else { return nil }
        return try doubles(key)
    }

    /// An array of two dimensions.
    func matrix(_ key: String) throws(ModelFileError) -> Matrix {
        let shape = try require(key, "an array of numbers", \.array).shape
        guard shape.count == 2 else {
            throw ModelFileError(.malformed, "The \(key) of the \(name) has shape \(shape); expected two dimensions")
        }
        return Matrix(rowCount: shape[0], columnCount: shape[1], values: try doubles(key))
    }

    /// An estimator in an attribute.
    func estimator(_ key: String) throws(ModelFileError) -> EstimatorObject {
        try EstimatorObject(require(key, "an estimator") { $0 }, context: context)
    }

    /// Runs a making of a model, whose complaint then names this estimator.
    func making<Model>(_ make: () throws(ModelStructureError) -> Model) throws(ModelFileError) -> Model {
        do {
            return try make()
        } catch {
            throw ModelFileError(.malformed, "The \(name) does not hold together: \(error.message)")
        }
    }
}
