import Inference
import PickleReader

/// Reads support vector machines; the attributes that begin with an underscore are those of `libsvm`, signs and all.
enum SupportVectorReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> SupportVectorClassifier {
        let classes = try object.classes()
        let names = try object.featureNames()
        let vectors = try vectors(object)
        let breaksTies = try object.flag("break_ties", default: false)
        let scoreShape = object.text("decision_function_shape") == "ovo" ? ScoreShape.oneAgainstOne : .oneAgainstRest
        guard !breaksTies || scoreShape == .oneAgainstRest else {
            throw object.unsupported(
                "it has break_ties=True and decision_function_shape='ovo', which scikit-learn refuses to predict with",
                instead: "train it with decision_function_shape='ovr'"
            )
        }
        let parameters = SupportVectorClassifier.Parameters(
            supportCounts: try object.integers(object["_n_support"] == nil ? "n_support_" : "_n_support"),
            coefficients: try coefficients(object, rowCount: classes.count - 1),
            intercepts: try object.doubles("_intercept_"),
            probabilities: try probabilities(object)
        )
        return try object.making { () throws(ModelStructureError) in
            try SupportVectorClassifier(
                vectors,
                parameters,
                classes: classes,
                scoreShape: scoreShape,
                breaksTies: breaksTies,
                featureNames: names
            )
        }
    }

    private typealias ScoreShape = SupportVectorClassifier.ScoreShape

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> SupportVectorRegressor {
        SupportVectorRegressor(try sums(object), featureNames: try object.featureNames())
    }

    static func outlierDetector(_ object: EstimatorObject) throws(ModelFileError) -> OneClassSupportVectors {
        OneClassSupportVectors(try sums(object), featureNames: try object.featureNames())
    }

    private static func sums(_ object: EstimatorObject) throws(ModelFileError) -> SupportVectorSums {
        let vectors = try vectors(object)
        let coefficients = try coefficients(object, rowCount: 1)
        let intercepts = try object.doubles("_intercept_")
        return try object.making { () throws(ModelStructureError) in
            guard intercepts.count == 1 else { throw ModelStructureError("It has \(intercepts.count) intercepts") }
            return try SupportVectorSums(vectors, coefficients: coefficients.values, intercept: intercepts[0])
        }
    }

    // MARK: Parts

    private static func vectors(_ object: EstimatorObject) throws(ModelFileError) -> SupportVectors {
        let kernel = try kernel(object)
        if object.isSparse("support_vectors_") {
            let rows = try object.sparseMatrix("support_vectors_")
            return try object.making { () throws(ModelStructureError) in try SupportVectors(rows, kernel: kernel) }
        }
        let rows = try object.matrix("support_vectors_")
        return try object.making { () throws(ModelStructureError) in try SupportVectors(rows, kernel: kernel) }
    }

    private static func kernel(_ object: EstimatorObject) throws(ModelFileError) -> VectorKernel {
        switch object.text("kernel") {
        case "linear": .linear
        case "rbf": .radial(gamma: try object.number("_gamma"))
        case "poly":
            .polynomial(
                gamma: try object.number("_gamma"),
                offset: try object.number("coef0"),
                degree: try object.number("degree").rounded(.towardZero)
            )
        case "sigmoid": .sigmoid(gamma: try object.number("_gamma"), offset: try object.number("coef0"))
        default:
            throw object.unsupported(
                "its kernel is \(object.describe("kernel")), which compares rows in a way that the file does not hold",
                instead: "train it with the kernel 'rbf', 'linear', 'poly' or 'sigmoid'"
            )
        }
    }

    private static func coefficients(_ object: EstimatorObject, rowCount: Int) throws(ModelFileError) -> Matrix {
        guard object.isSparse("_dual_coef_") else { return try object.matrix("_dual_coef_") }
        let values = try object.sparseRows("_dual_coef_").values
        let count = rowCount > 0 ? values.count / rowCount : 0
        guard rowCount >= 0, count * rowCount == values.count else {
            throw ModelFileError(.malformed, "The _dual_coef_ of the \(object.name) has \(values.count) values")
        }
        return Matrix(rowCount: rowCount, columnCount: count, values: values)
    }

    /// - Source: `BaseSVC._check_proba`.
    private static func probabilities(
        _ object: EstimatorObject
    ) throws(ModelFileError) -> (slopes: [Double], shifts: [Double])? {
        guard try object.flag("probability", default: false) else { return nil }
        let isOld = object["_probA"] == nil
        let slopes = try object.doubles(isOld ? "probA_" : "_probA")
        let shifts = try object.doubles(isOld ? "probB_" : "_probB")
        return slopes.isEmpty || shifts.isEmpty ? nil : (slopes, shifts)
    }
}
