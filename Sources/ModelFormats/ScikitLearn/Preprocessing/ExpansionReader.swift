import Inference
import PickleReader

/// Reads what makes more features of each: bins, products, splines; and functions.
enum ExpansionReader {
    static func bins(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        let edges = try object.arrays("bin_edges_").map { Array($0.dropFirst().dropLast()) }
        let rule: BinDiscretizer.EdgeRule = object.context.version < .release(1, 1) ? .tolerant : .exact
        let encoding = object.text("encode") ?? ""
        guard ["ordinal", "onehot", "onehot-dense"].contains(encoding) else {
            throw object.unsupported("its encode is not known here", instead: "train it with encode='onehot'")
        }
        return try object.making { () throws(ModelStructureError) -> any FeatureTransformer in
            let bins = try BinDiscretizer(edges: edges, rule: rule)
            return encoding == "ordinal" ? bins : try BinIndicator(bins, isSparse: encoding == "onehot")
        }
    }

    static func polynomial(_ object: EstimatorObject) throws(ModelFileError) -> PolynomialFeatures {
        let width = try object.featureCount()
        let degrees = try degrees(object)
        let isInteractionOnly = try object.flag("interaction_only", default: false)
        let hasBias = try object.flag("include_bias", default: true)
        let features = try object.making { () throws(ModelStructureError) in
            try PolynomialFeatures(
                featureCount: width,
                degrees: degrees,
                isInteractionOnly: isInteractionOnly,
                hasBias: hasBias
            )
        }
        // The file holds no number of any product; what follows holds one for each that is given out.
        try object.context.spend(features.memoryBytes / 8)
        return features
    }

    /// A highest degree, or a pair of the lowest and the highest.
    private static func degrees(_ object: EstimatorObject) throws(ModelFileError) -> (lowest: Int, highest: Int) {
        if let degree = object["degree"]?.integer { return (0, degree) }
        let pair = try object.members("degree").compactMap(\.integer)
        guard pair.count == 2 else {
            throw ModelFileError(.malformed, "The degree of the \(object.name) is neither a number nor a pair of them")
        }
        return (pair[0], pair[1])
    }

    static func spline(_ object: EstimatorObject) throws(ModelFileError) -> SplineTransformer {
        let degree = try object.integer("degree")
        let extrapolation: SplineTransformer.Extrapolation = try object.choice("extrapolation", default: .constant)
        let hasBias = try object.flag("include_bias", default: true)
        let acceptsMissing = object.text("handle_missing") == "zeros"
        var knots: [[Double]] = []
        for spline in try object.members("bsplines_") {
            // scipy calls them `_t` since 1.15.
            guard spline["k"]?.integer == degree, let values = spline["t"] ?? spline["_t"] else {
                throw ModelFileError(.malformed, "A spline of the \(object.name) has no knots, or another degree")
            }
            knots.append(try object.numbers(values, "bsplines_"))
        }
        return try object.making { () throws(ModelStructureError) in
            try SplineTransformer(
                knots: knots,
                degree: degree,
                extrapolation: extrapolation,
                hasBias: hasBias,
                acceptsMissing: acceptsMissing
            )
        }
    }

    // MARK: Functions

    static func function(_ object: EstimatorObject) throws(ModelFileError) -> FunctionTransformer {
        try function(object, featureCount: nil)
    }

    /// - Parameter featureCount: what stands in for a width that the file does not tell.
    static func function(
        _ object: EstimatorObject,
        featureCount: Int?
    ) throws(ModelFileError) -> FunctionTransformer {
        let function = try numberFunction(object)
        guard object["kw_args"]?.holdsArguments != true else {
            throw object.unsupported(
                "its function is called with kw_args",
                instead: "use a function that needs none"
            )
        }
        let width = try width(object, featureCount)
        let isChecked = try object.flag("validate", default: false)
        return try object.making { () throws(ModelStructureError) in
            try FunctionTransformer(featureCount: width, function: function, isChecked: isChecked)
        }
    }

    private static func width(_ object: EstimatorObject, _ featureCount: Int?) throws(ModelFileError) -> Int {
        if object["n_features_in_"] != nil { return try object.featureCount() }
        if let featureCount { return featureCount }
        throw object.unsupported(
            "scikit-learn \(object.context.version) does not write how many features its function takes",
            instead: "train it with validate=True, or with scikit-learn 1.2 or later"
        )
    }

    private static func numberFunction(_ object: EstimatorObject) throws(ModelFileError) -> NumberFunction? {
        guard let function = object["func"], !function.isNone else { return nil }
        guard let known = function.numberFunction else {
            throw foreign(object, function.functionName?.description ?? EstimatorObject.describe(function))
        }
        return known
    }

    private static func foreign(_ object: EstimatorObject, _ function: String) -> ModelFileError {
        object.unsupported(
            "its function is \(function), and a model file holds no more of a function than its name",
            instead: "use one of numpy's functions of one array, such as numpy.log1p; or compute the features before "
                + "asking, and train without this step"
        )
    }
}
