import Inference
import PickleReader

/// Reads Gaussian processes.
enum GaussianProcessReader {
    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> GaussianProcessRegressor {
        let rows = try rows(object)
        let formula = try CovarianceReader(over: rows).formula("kernel_", of: object)
        let weights = try column("alpha_", object)
        let means = try object.numbers("_y_train_mean")
        let deviations = try object.numbers("_y_train_std")
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try GaussianProcessRegressor(
                formula,
                rows: rows,
                weights: weights,
                means: means,
                deviations: deviations,
                featureNames: names
            )
        }
    }

    private static func rows(_ object: EstimatorObject) throws(ModelFileError) -> Matrix {
        guard object["X_train_"] != nil else {
            throw object.unsupported("it has seen no training rows", instead: "fit it before you save it")
        }
        return try object.matrix("X_train_")
    }

    /// Shape `[n]` or `[n, outputs]`.
    private static func column(_ key: String, _ object: EstimatorObject) throws(ModelFileError) -> Matrix {
        let shape = try object.require(key, "an array of numbers", \.array).shape
        guard shape.count == 1 else { return try object.matrix(key) }
        return Matrix(rowCount: shape[0], columnCount: 1, values: try object.doubles(key))
    }

    // MARK: Classes

    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> GaussianProcessClassifier {
        let classes = try object.classes()
        let names = try object.featureNames()
        let base = try object.estimator("base_estimator_")
        let arrangement: GaussianProcessClassifier.Arrangement
        switch base.name {
        case "_BinaryGaussianProcessClassifierLaplace": arrangement = .twoClasses
        case "OneVsRestClassifier": arrangement = .oneAgainstRest
        case "OneVsOneClassifier": arrangement = .oneAgainstOne
        default:
            throw ModelFileError(.malformed, "The base_estimator_ of the \(object.name) is a \(base.name)")
        }
        var processes: [LaplaceProcess] = []
        for member in arrangement == .twoClasses ? [base] : try base.estimators("estimators_") {
            processes.append(try process(member))
        }
        return try object.making { () throws(ModelStructureError) in
            try GaussianProcessClassifier(
                processes,
                arrangement: arrangement,
                classes: classes,
                featureNames: names
            )
        }
    }

    private static func process(_ object: EstimatorObject) throws(ModelFileError) -> LaplaceProcess {
        let rows = try rows(object)
        let formula = try CovarianceReader(over: rows).formula("kernel_", of: object)
        let targets = try object.doubles("y_train_")
        let probabilities = try object.doubles("pi_")
        let curvatures = try object.doubles("W_sr_")
        let decomposition = try object.matrix("L_")
        return try object.making { () throws(ModelStructureError) in
            guard targets.count == probabilities.count else {
                throw ModelStructureError("\(targets.count) targets have \(probabilities.count) probabilities")
            }
            return try LaplaceProcess(
                formula,
                rows: rows,
                residuals: zip(targets, probabilities).map { $0 - $1 },
                curvatures: curvatures,
                decomposition: decomposition
            )
        }
    }
}
