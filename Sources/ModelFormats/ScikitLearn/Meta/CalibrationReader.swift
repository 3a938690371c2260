import Inference
import PickleReader

/// Reads calibrated classifiers: pairs of a classifier and its calibrators in `calibrated_classifiers_`.
enum CalibrationReader {
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> CalibratedClassifier {
        var members: [CalibratedClassifier.Member] = []
        for member in try object.estimators("calibrated_classifiers_") {
            // It was base_estimator before scikit-learn 1.2.
            let classifier = try member.estimator(member["estimator"] == nil ? "base_estimator" : "estimator")
            members.append(
                CalibratedClassifier.Member(
                    model: try EstimatorReader.model(classifier),
                    calibration: try calibration(member)
                )
            )
        }
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try CalibratedClassifier(members, classes: classes, featureNames: names)
        }
    }

    private static func calibration(
        _ member: EstimatorObject
    ) throws(ModelFileError) -> CalibratedClassifier.Calibration {
        // They were calibrators_ before scikit-learn 0.24.
        let calibrators = try member.estimators(member["calibrators"] == nil ? "calibrators_" : "calibrators")
        if let first = calibrators.first, first.name == "_TemperatureScaling" {
            return .temperature(factor: try first.number("beta_"))
        }
        var curves: [CalibrationCurve] = []
        for calibrator in calibrators { curves.append(try curve(calibrator)) }
        return .curves(curves)
    }

    private static func curve(_ calibrator: EstimatorObject) throws(ModelFileError) -> CalibrationCurve {
        switch calibrator.name {
        case "_SigmoidCalibration":
            return .sigmoid(
                slope: try calibrator.number("a_"),
                intercept: try calibrator.number("b_")
            )
        case "IsotonicRegression": return .isotonic(try IsotonicReader.curve(calibrator))
        default:
            throw calibrator.unsupported(
                "it is no calibrator that scikit-learn makes",
                instead: "use method='sigmoid' or method='isotonic'"
            )
        }
    }
}
