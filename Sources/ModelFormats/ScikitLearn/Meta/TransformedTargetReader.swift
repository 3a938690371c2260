import Inference
import PickleReader

/// Reads regressors of a transformed target: `regressor_`, and `transformer_`, whose way back is read.
enum TransformedTargetReader {
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> TransformedTarget {
        let regressor = try EstimatorReader.model(object.estimator("regressor_"))
        let steps = try inverse(of: object.estimator("transformer_"))
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try TransformedTarget(regressor, steps: steps, featureNames: names)
        }
    }

    /// The way back through a transformer.
    private static func inverse(of object: EstimatorObject) throws(ModelFileError) -> [TargetInverse] {
        switch object.name {
        case "FunctionTransformer": return try function(object)
        case "StandardScaler": return try scaler(object, scaled: "with_std", centred: "with_mean", by: "mean_")
        case "RobustScaler": return try scaler(object, scaled: "with_scaling", centred: "with_centering", by: "center_")
        case "MaxAbsScaler": return [.multiply(try object.doubles("scale_"))]
        case "MinMaxScaler":
            return [.subtract(try object.doubles("min_")), .divide(try object.doubles("scale_"))]
        case "PowerTransformer": return try power(object)
        case "QuantileTransformer": return [try quantiles(object)]
        case "Pipeline": return try pipeline(object)
        default:
            throw object.unsupported(
                "its way back from the transformed target is not known here",
                instead: "use a scaler, a PowerTransformer, a QuantileTransformer or functions of numpy"
            )
        }
    }

    private static func pipeline(_ object: EstimatorObject) throws(ModelFileError) -> [TargetInverse] {
        var steps: [TargetInverse] = []
        for step in try PipelineReader.steps(of: object).reversed() { steps += try inverse(of: step) }
        return steps
    }

    private static func scaler(
        _ object: EstimatorObject,
        scaled: String,
        centred: String,
        by centre: String
    ) throws(ModelFileError) -> [TargetInverse] {
        var steps: [TargetInverse] = []
        if try object.flag(scaled, default: true) {
            steps.append(.multiply(try object.doubles("scale_")))
        }
        if try object.flag(centred, default: true) {
            steps.append(.add(try object.doubles(centre)))
        }
        return steps
    }

    private static func power(_ object: EstimatorObject) throws(ModelFileError) -> [TargetInverse] {
        var steps: [TargetInverse] = []
        if try object.flag("standardize", default: true) {
            steps = try inverse(of: object.estimator("_scaler"))
        }
        let exponents = try object.doubles("lambdas_")
        return steps + [object.text("method") == "box-cox" ? .boxCox(exponents) : .yeoJohnson(exponents)]
    }

    private static func quantiles(_ object: EstimatorObject) throws(ModelFileError) -> TargetInverse {
        let quantiles = try object.matrix("quantiles_")
        return .quantiles(
            (0..<quantiles.columnCount).map { quantiles.column($0) },
            places: try object.doubles("references_"),
            isNormal: object.text("output_distribution") == "normal"
        )
    }

    // MARK: Functions

    private static func function(_ object: EstimatorObject) throws(ModelFileError) -> [TargetInverse] {
        guard let function = object["inverse_func"], !function.isNone else { return [] }
        guard let known = function.numberFunction, object["inv_kw_args"]?.holdsArguments != true else {
            throw object.unsupported(
                "its inverse_func is a function of its own",
                instead: "use a pair of numpy's functions, such as func=numpy.log1p and inverse_func=numpy.expm1"
            )
        }
        return [.function(known)]
    }
}
