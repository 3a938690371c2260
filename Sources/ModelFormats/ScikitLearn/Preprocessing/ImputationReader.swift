import Inference
import PickleReader

/// Reads imputers.
enum ImputationReader {
    /// The most features that an indicator alone takes as texts: the file does not say which are.
    private static let maximumTextFeatures = 1 << 16

    static func simple(_ object: EstimatorObject) throws(ModelFileError) -> SimpleImputer {
        let marker = try marker(object)
        let fillings = try fillings(object)
        let texts = Set(fillings.indices.filter { marker.isText || fillings[$0].isText })
        let indicator = try indicator(of: object, featureCount: fillings.count, textFeatures: texts)
        return try object.making { () throws(ModelStructureError) in
            try SimpleImputer(fillings, marker: marker, indicator: indicator, textFeatures: texts)
        }
    }

    /// What is put in for each feature: numbers, texts, or both.
    ///
    /// A feature without training values is left out, unless the imputer was told to keep it.
    private static func fillings(_ object: EstimatorObject) throws(ModelFileError) -> [SimpleImputer.Filling] {
        let keepsEmpty = try object.flag("keep_empty_features", default: false)
        let isConstant = object.text("strategy") == "constant" && object.context.version < .release(1, 8)
        let empty: SimpleImputer.Filling =
            isConstant || keepsEmpty ? .nothing : .dropped
        let array = try object.require("statistics_", "an array", \.array)
        try object.context.spend(array.count)
        if let numbers = array.doubles() { return numbers.map { $0.isNaN ? empty : .number($0) } }
        if let texts = array.strings() { return texts.map { .text($0) } }
        let fillings = array.objects()?.compactMap { filling($0, empty: empty) } ?? []
        guard fillings.count == array.count else {
            throw object.unsupported(
                "it puts in something that is neither a number nor a text",
                instead: "turn the features into numbers or texts before training"
            )
        }
        return fillings
    }

    private static func filling(_ value: PickleValue, empty: SimpleImputer.Filling) -> SimpleImputer.Filling? {
        if let text = value.text { return .text(text) }
        if value.isNone { return .nothing }
        return value.singleNumber.map { $0.isNaN ? empty : .number($0) }
    }

    static func marker(_ object: EstimatorObject) throws(ModelFileError) -> MissingMarker {
        guard let value = object["missing_values"], !value.isNone else { return .nothing }
        if let text = value.text { return .text(text) }
        if let number = value.singleNumber { return number.isNaN ? .nothing : .number(number) }
        throw object.unsupported(
            "its missing_values is \(EstimatorObject.describe(value))",
            instead: "train it with missing_values=numpy.nan"
        )
    }

    // MARK: Indicators

    static func indicator(_ object: EstimatorObject) throws(ModelFileError) -> MissingIndicator {
        let count = try object.featureCount()
        let mayBeTexts = try marker(object).isText && (1...maximumTextFeatures).contains(count)
        let texts: Set<Int> = mayBeTexts ? Set(0..<count) : []
        return try indicator(object, featureCount: count, textFeatures: texts)
    }

    /// The indicator whose columns an imputer adds; nil when it adds none.
    private static func indicator(
        of object: EstimatorObject,
        featureCount: Int,
        textFeatures: Set<Int> = []
    ) throws(ModelFileError) -> MissingIndicator? {
        guard try object.flag("add_indicator", default: false), let value = object["indicator_"], !value.isNone else {
            return nil
        }
        let inner = try object.estimator("indicator_")
        return try indicator(inner, featureCount: featureCount, textFeatures: textFeatures)
    }

    private static func indicator(
        _ object: EstimatorObject,
        featureCount: Int,
        textFeatures: Set<Int>
    ) throws(ModelFileError) -> MissingIndicator {
        let marker = try marker(object)
        let features = try object.integers("features_")
        let refusesUnseen = try object.flag("error_on_new", default: true)
        let refusesNew = refusesUnseen && object.text("features") != "all"
        return try object.making { () throws(ModelStructureError) in
            try MissingIndicator(
                featureCount: featureCount,
                features: features,
                marker: marker,
                refusesNew: refusesNew,
                textFeatures: textFeatures
            )
        }
    }

    // MARK: Imputers that compute

    static func neighbours(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourImputer {
        guard object.text("metric") == "nan_euclidean" else {
            throw object.unsupported(
                "its metric is a function of its own",
                instead: "train it with metric='nan_euclidean'"
            )
        }
        let marker = try marker(object)
        var training = try object.matrix("_fit_X")
        let mask = try object.mask("_mask_fit_X")
        guard mask.count == training.values.count else {
            throw ModelFileError(.malformed, "The _mask_fit_X of the \(object.name) does not fit its _fit_X")
        }
        for index in mask.indices where mask[index] { training.values[index] = .nan }
        let settings = NeighbourImputer.Settings(
            neighbourCount: try object.integer("n_neighbors"),
            weights: try object.choice("weights", default: .uniform),
            countsUnknownDistances: object.context.version < .release(1, 6),
            keepsEmptyFeatures: try object.flag("keep_empty_features", default: false)
        )
        let indicator = try indicator(of: object, featureCount: training.columnCount)
        return try object.making { () throws(ModelStructureError) in
            try NeighbourImputer(training: training, marker: marker, settings: settings, indicator: indicator)
        }
    }

    static func iterative(_ object: EstimatorObject) throws(ModelFileError) -> IterativeImputer {
        guard try !object.flag("sample_posterior", default: false) else {
            throw object.unsupported("it draws random values", instead: "train it with sample_posterior=False")
        }
        guard try !object.flag("keep_empty_features", default: false) else {
            throw object.unsupported(
                "it keeps features without training values",
                instead: "train it with keep_empty_features=False"
            )
        }
        let first = try object.estimator("initial_imputer_")
        let fillings = try fillings(first)
        let marker = try marker(object)
        let initial = try first.making { () throws(ModelStructureError) in
            try SimpleImputer(fillings, marker: marker, indicator: nil)
        }
        let steps = try steps(object)
        let bounds = try bounds(object, count: fillings.count { $0 != .dropped }, isUsed: !steps.isEmpty)
        let indicator = try indicator(of: object, featureCount: fillings.count)
        return try object.making { () throws(ModelStructureError) in
            try IterativeImputer(
                initial: initial,
                marker: marker,
                kept: fillings.indices.filter { fillings[$0] != .dropped },
                steps: steps,
                bounds: bounds,
                indicator: indicator
            )
        }
    }

    /// The bounds of each feature that is left; without models there are none.
    private static func bounds(
        _ object: EstimatorObject,
        count: Int,
        isUsed: Bool
    ) throws(ModelFileError) -> (lower: [Double], upper: [Double]) {
        guard isUsed else {
            let infinite = [Double](repeating: .infinity, count: count)
            return (infinite.map(-), infinite)
        }
        return (try object.doubles("_min_value"), try object.doubles("_max_value"))
    }

    /// Triples of a feature, the features that its model takes, and the model.
    private static func steps(_ object: EstimatorObject) throws(ModelFileError) -> [IterativeImputer.Step] {
        let key = "imputation_sequence_"
        var steps: [IterativeImputer.Step] = []
        for triple in try object.members(key) {
            guard let parts = triple.arguments ?? triple.elements, parts.count == 3,
                let feature = parts[0].singleInteger
            else {
                throw ModelFileError(.malformed, "The \(key) of the \(object.name) holds something else than models")
            }
            guard let neighbours = try object.integers(in: parts[1]) else {
                throw ModelFileError(.malformed, "The \(key) of the \(object.name) has features that are no indices")
            }
            let inner = try EstimatorObject(parts[2], in: object, at: "\(key)[\(steps.count)]")
            steps.append(
                IterativeImputer.Step(
                    feature: feature,
                    neighbours: neighbours,
                    model: try EstimatorReader.model(inner)
                )
            )
        }
        return steps
    }
}

extension SimpleImputer.Filling {
    fileprivate var isText: Bool { if case .text = self { true } else { false } }
}

extension MissingMarker {
    fileprivate var isText: Bool { if case .text = self { true } else { false } }
}
