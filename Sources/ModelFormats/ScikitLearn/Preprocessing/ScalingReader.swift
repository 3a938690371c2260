import Inference
import PickleReader

/// Reads scalers.
enum ScalingReader {
    static func standard(_ object: EstimatorObject) throws(ModelFileError) -> StandardScaler {
        try scaler(
            object,
            means: try object.flag("with_mean", default: true) ? "mean_" : nil,
            scales: try object.flag("with_std", default: true) ? "scale_" : nil
        )
    }

    static func robust(_ object: EstimatorObject) throws(ModelFileError) -> StandardScaler {
        try scaler(
            object,
            means: try object.flag("with_centering", default: true) ? "center_" : nil,
            scales: try object.flag("with_scaling", default: true) ? "scale_" : nil
        )
    }

    static func largest(_ object: EstimatorObject) throws(ModelFileError) -> StandardScaler {
        try scaler(object, means: nil, scales: "scale_", limit: object.flag("clip", default: false) ? 1 : .infinity)
    }

    static func range(_ object: EstimatorObject) throws(ModelFileError) -> MinMaxScaler {
        let scales = try object.doubles("scale_")
        let offsets = try object.doubles("min_")
        var bounds: (lower: Double, upper: Double)?
        if try object.flag("clip", default: false) {
            let range = try object.members("feature_range").compactMap(\.singleNumber)
            guard range.count == 2 else {
                throw ModelFileError(.malformed, "The feature_range of the \(object.name) is no pair of numbers")
            }
            bounds = (range[0], range[1])
        }
        return try object.making { () throws(ModelStructureError) in
            try MinMaxScaler(scales: scales, offsets: offsets, bounds: bounds)
        }
    }

    static func normalizer(_ object: EstimatorObject) throws(ModelFileError) -> Normalizer {
        let norm: Normalizer.Norm = try object.choice("norm", default: .euclidean)
        let width = try object.featureCount()
        return try object.making { () throws(ModelStructureError) in
            try Normalizer(featureCount: width, norm: norm)
        }
    }

    static func binarizer(_ object: EstimatorObject) throws(ModelFileError) -> Binarizer {
        let threshold = try object.number("threshold")
        let width = try object.featureCount()
        return try object.making { () throws(ModelStructureError) in
            try Binarizer(featureCount: width, threshold: threshold)
        }
    }

    static func quantile(_ object: EstimatorObject) throws(ModelFileError) -> QuantileTransformer {
        let distribution: QuantileTransformer.Distribution = try object.choice("output_distribution")
        let quantiles = try object.matrix("quantiles_")
        let shares = try object.doubles("references_")
        return try object.making { () throws(ModelStructureError) in
            try QuantileTransformer(quantiles: quantiles, shares: shares, distribution: distribution)
        }
    }

    static func power(_ object: EstimatorObject) throws(ModelFileError) -> TransformerChain {
        let exponents = try object.doubles("lambdas_")
        let method: PowerTransformer.Method
        switch object.text("method") {
        case "box-cox": method = .boxCox
        case "yeo-johnson", nil:
            method = object.context.version >= .release(1, 8) ? .yeoJohnsonByLogarithms : .yeoJohnson
        default: throw object.unsupported("its method is not known here", instead: "train it with 'yeo-johnson'")
        }
        let scaler =
            try object.flag("standardize", default: true) ? try standard(object.estimator("_scaler")) : nil
        return try object.making { () throws(ModelStructureError) in
            var steps: [any FeatureTransformer] = [try PowerTransformer(exponents: exponents, method: method)]
            if let scaler { steps.append(scaler) }
            return try TransformerChain(steps, width: exponents.count)
        }
    }

    private static func scaler(
        _ object: EstimatorObject,
        means: String?,
        scales: String?,
        limit: Double = .infinity
    ) throws(ModelFileError) -> StandardScaler {
        let centres = try means.flatMap { key throws(ModelFileError) in try object.optionalDoubles(key) }
        let divisors = try scales.flatMap { key throws(ModelFileError) in try object.optionalDoubles(key) }
        let fitted = centres?.count ?? divisors?.count
        let width = if let fitted { fitted } else { try object.featureCount() }
        return try object.making { () throws(ModelStructureError) in
            try StandardScaler(featureCount: width, means: centres, scales: divisors, limit: limit)
        }
    }
}
