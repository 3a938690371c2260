import Inference
import PickleReader

/// Reads linear models of classes.
enum LinearClassifierReader {
    /// - Source: `LogisticRegression.predict_proba`; `multi_class` is gone since scikit-learn 1.8.
    static func logisticRegression(_ object: EstimatorObject) throws(ModelFileError) -> LinearClassifier {
        try classifier(object) { classCount in
            switch object.text("multi_class") {
            case "ovr", "warn": .oneAgainstRest
            case "multinomial": .softmax
            default: classCount <= 2 || object.text("solver") == "liblinear" ? .oneAgainstRest : .softmax
            }
        }
    }

    /// Models with a decision function and no probabilities.
    static func withoutProbabilities(_ object: EstimatorObject) throws(ModelFileError) -> LinearClassifier {
        try classifier(object) { _ in nil }
    }

    /// - Source: `SGDClassifier.predict_proba`; the logistic loss was called `log` before scikit-learn 1.1.
    static func stochasticGradient(_ object: EstimatorObject) throws(ModelFileError) -> LinearClassifier {
        try classifier(object) { _ in
            switch object.text("loss") {
            case "log", "log_loss": .oneAgainstRest
            case "modified_huber": .clipped
            default: nil
            }
        }
    }

    /// A ridge classifier keeps its classes in a binariser, before scikit-learn 1.2 there alone.
    static func ridge(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let binarizer = try object.estimator("_label_binarizer")
        guard binarizer.text("y_type_")?.hasPrefix("multilabel") == true else {
            return try classifier(object, classes: binarizer.classes()) { _ in nil }
        }
        let coefficients = try object.coefficients()
        let intercepts = try object.intercepts(count: coefficients.rowCount)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try LinearLabeller(coefficients: coefficients, intercepts: intercepts, featureNames: names)
        }
    }

    static func discriminant(_ object: EstimatorObject) throws(ModelFileError) -> LinearClassifier {
        try classifier(object) { classCount in classCount == 2 ? .oneAgainstRest : .softmax }
    }

    static func outlierDetector(_ object: EstimatorObject) throws(ModelFileError) -> LinearOutlierDetector {
        let coefficients = try object.coefficients()
        let offset = try object.number("offset_")
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try LinearOutlierDetector(coefficients: coefficients, offset: offset, featureNames: names)
        }
    }

    private static func classifier(
        _ object: EstimatorObject,
        classes given: [ClassLabel]? = nil,
        link: (Int) -> LinearClassifier.Link?
    ) throws(ModelFileError) -> LinearClassifier {
        let coefficients = try object.coefficients()
        let intercepts = try object.intercepts(count: coefficients.rowCount)
        let classes = if let given { given } else { try object.classes() }
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try LinearClassifier(
                coefficients: coefficients,
                intercepts: intercepts,
                classes: classes,
                link: link(classes.count),
                featureNames: names
            )
        }
    }
}
