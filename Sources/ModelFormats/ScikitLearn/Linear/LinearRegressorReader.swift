import Inference
import PickleReader

/// Reads linear models of numbers.
enum LinearRegressorReader {
    static func identity(_ object: EstimatorObject) throws(ModelFileError) -> LinearRegressor {
        try regressor(object, link: .identity)
    }

    static func logarithm(_ object: EstimatorObject) throws(ModelFileError) -> LinearRegressor {
        try regressor(object, link: .logarithm)
    }

    /// - Source: `TweedieRegressor`, whose link depends on its power when it is left to choose.
    static func tweedie(_ object: EstimatorObject) throws(ModelFileError) -> LinearRegressor {
        switch object.text("link") {
        case "identity": try identity(object)
        case "log": try logarithm(object)
        default: try regressor(object, link: object.number("power") <= 0 ? .identity : .logarithm)
        }
    }

    /// The model that was fitted on what is no outlier; it was fitted without names.
    static func consensus(_ object: EstimatorObject) throws(ModelFileError) -> Pipeline {
        let inner = try EstimatorReader.model(object.estimator("estimator_"))
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try Pipeline([], final: inner, featureNames: names ?? inner.signature.featureNames)
        }
    }

    private static func regressor(
        _ object: EstimatorObject,
        link: LinearRegressor.Link
    ) throws(ModelFileError) -> LinearRegressor {
        let coefficients = try object.coefficients()
        let intercepts = try object.intercepts(count: coefficients.rowCount)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try LinearRegressor(
                coefficients: coefficients,
                intercepts: intercepts,
                link: link,
                featureNames: names
            )
        }
    }
}
