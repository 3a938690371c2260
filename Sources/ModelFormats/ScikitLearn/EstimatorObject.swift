import Inference
import PickleReader

/// A fitted estimator as the file has it: a class and its attributes, read with errors that name both.
struct EstimatorObject {
    let value: PickleValue
    /// The class, such as `LogisticRegression`.
    let name: String
    let module: String
    /// Where in the file it stands, such as `step 'model' of the Pipeline`; empty for the file's own estimator.
    let place: String
    let context: ReadingContext
    /// How many estimators are around it.
    private let depth: Int

    /// Estimators in estimators; more is no model.
    private static let maximumDepth = 24

    /// The estimator that a file holds.
    ///
    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` for a file of something else, `unsupportedVersion`
    ///   for one written by a version that is not known here.
    init(root: PickleValue, fileBytes: Int) throws(ModelFileError) {
        guard let global = root.className, global.module.hasPrefix("sklearn.") else {
            throw root.className.flatMap { Self.foreignLibrary($0, place: "") }
                ?? ModelFileError(.unsupportedEstimator, Self.foreignRoot(root))
        }
        let version = try Self.version(of: root, global.name)
        let context = ReadingContext(version: version, fileBytes: fileBytes)
        try self.init(root, context: context, place: "", depth: 0)
    }

    /// An estimator in another one.
    ///
    /// - Parameter place: where it stands in `owner`, such as `step 'model'` or `estimators_[3]`.
    init(_ value: PickleValue, in owner: EstimatorObject, at place: String) throws(ModelFileError) {
        let outer = owner.place.isEmpty ? "the \(owner.name)" : "the \(owner.name), \(owner.place)"
        try self.init(value, context: owner.context, place: "\(place) of \(outer)", depth: owner.depth + 1)
    }

    private init(
        _ value: PickleValue,
        context: ReadingContext,
        place: String,
        depth: Int
    ) throws(ModelFileError) {
        try context.spend(16)
        guard depth < Self.maximumDepth else {
            throw ModelFileError(.overBudget, "The file nests more than \(Self.maximumDepth) estimators")
        }
        guard let global = value.className, global.module.hasPrefix("sklearn.") else {
            throw value.className.flatMap { Self.foreignLibrary($0, place: place) }
                ?? ModelFileError(
                    .unsupportedEstimator,
                    "A part of the model, \(place), is \(Self.describe(value)), no scikit-learn estimator. Replace it by "
                        + "one of scikit-learn's, or convert the model to ONNX"
                )
        }
        guard value.state?.kind == .dictionary else {
            throw ModelFileError(.malformed, "The \(global.name) in the file has no attributes")
        }
        for key in ["n_features_in_", "_n_features", "n_features_"] {
            guard let width = value[key]?.integer, ModelSignature.featureCounts.contains(width) else { continue }
            try context.spendWidth(width)
            break
        }
        self.value = value
        name = global.name
        module = global.module
        self.place = place
        self.context = context
        self.depth = depth
    }

    /// The error for the wrappers of libraries whose own files come with a format of their own.
    private static func foreignLibrary(_ global: GlobalName, place: String) -> ModelFileError? {
        guard
            let library = ["xgboost": "XGBoost", "lightgbm": "LightGBM"][
                global.module.prefix { $0 != "." }.lowercased()
            ]
        else { return nil }
        let subject = place.isEmpty ? "The file holds" : "A part of the model, \(place), is"
        return ModelFileError(
            .unsupportedEstimator,
            "\(subject) a \(global.name.printable) of \(library), whose boosters are not readable yet. Convert the model to "
                + "ONNX, or use HistGradientBoosting of scikit-learn in its place"
        )
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
        try EstimatorObject(require(key, "an estimator") { $0 }, in: self, at: key)
    }

    /// The estimators in a list, a tuple or an array of objects.
    func estimators(_ key: String) throws(ModelFileError) -> [EstimatorObject] {
        let members = try require(key, "a list of estimators") { $0.elements ?? $0.array?.objects() }
        var objects: [EstimatorObject] = []
        for (index, member) in members.enumerated() {
            objects.append(try EstimatorObject(member, in: self, at: "\(key)[\(index)]"))
        }
        return objects
    }

    /// The error for a setting or a part that is not served, which names the estimator, its place and the two ways out.
    ///
    /// - Parameters:
    ///   - what: what cannot be served, a sentence without its end, such as `its kernel is a function of its own`.
    ///   - instead: what to use in its place.
    func unsupported(_ what: String, instead: String) -> ModelFileError {
        let position = place.isEmpty ? "" : " (\(place))"
        return ModelFileError(
            .unsupportedEstimator,
            "The \(name)\(position) cannot be served: \(what). Convert the model to ONNX, or \(instead)"
        )
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
