import Inference
import PickleReader

/// Reads partial least squares and canonical correlation.
enum CrossDecompositionReader {
    /// Coefficients have stood for outputs by features since scikit-learn 1.1, where they had another name until 1.3; since
    /// 1.5 they contain the scales of the features.
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> CentredRegressor {
        let version = object.context.version
        let stored = try object.coefficients(object["_coef_"] == nil ? "coef_" : "_coef_")
        let coefficients = version < .release(1, 1) ? stored.transposed() : stored
        let intercepts = try object.intercepts(
            version < .release(1, 1) ? key("y_mean", of: object) : "intercept_",
            count: coefficients.rowCount
        )
        let means = try object.numbers(key("x_mean", of: object))
        let scales = version < .release(1, 5) ? try object.numbers(key("x_std", of: object)) : nil
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try CentredRegressor(
                means: means,
                scales: scales,
                coefficients: coefficients,
                intercepts: intercepts,
                featureNames: names
            )
        }
    }

    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> CentredProjection {
        try projection(object, directions: "x_rotations_")
    }

    /// A decomposition that predicts nothing has weights in place of rotations.
    static func decomposition(_ object: EstimatorObject) throws(ModelFileError) -> CentredProjection {
        try projection(object, directions: "x_weights_")
    }

    private static func projection(
        _ object: EstimatorObject,
        directions key: String
    ) throws(ModelFileError) -> CentredProjection {
        let directions = try object.matrix(key)
        let means = try object.numbers(Self.key("x_mean", of: object))
        let scales = try object.numbers(Self.key("x_std", of: object))
        return try object.making { () throws(ModelStructureError) in
            try CentredProjection(means: means, scales: scales, directions: directions)
        }
    }

    /// Scikit-learn 0.24 made these attributes private.
    private static func key(_ name: String, of object: EstimatorObject) -> String {
        object["_" + name] == nil ? name + "_" : "_" + name
    }
}
