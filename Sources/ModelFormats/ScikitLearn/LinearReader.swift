import Inference
import PickleReader

/// Reads linear models and scalers.
enum LinearReader {
    static func standardScaler(_ object: EstimatorObject) throws(ModelFileError) -> StandardScaler {
        let means = object["with_mean"]?.boolean == false ? nil : try object.optionalDoubles("mean_")
        let scales = try object.optionalDoubles("scale_")
        let fitted = means?.count ?? scales?.count
        let width = if let fitted { fitted } else { try object.integer("n_features_in_") }
        return try object.making { () throws(ModelStructureError) in
            try StandardScaler(featureCount: width, means: means, scales: scales)
        }
    }

    static func logisticRegression(_ object: EstimatorObject) throws(ModelFileError) -> LogisticRegression {
        let coefficients = try object.matrix("coef_")
        let intercepts = try object.doubles("intercept_")
        let classes = try object.classes()
        let names = try object.featureNames()
        let link = link(object, classCount: classes.count)
        return try object.making { () throws(ModelStructureError) in
            try LogisticRegression(
                coefficients: coefficients,
                intercepts: intercepts,
                classes: classes,
                link: link,
                featureNames: names
            )
        }
    }

    /// - Source: `LogisticRegression.predict_proba`; the attribute is gone since scikit-learn 1.8.
    private static func link(_ object: EstimatorObject, classCount: Int) -> LogisticRegression.Link {
        switch object["multi_class"]?.text {
        case "ovr", "warn": .oneAgainstRest
        case "multinomial": .softmax
        default: classCount <= 2 || object["solver"]?.text == "liblinear" ? .oneAgainstRest : .softmax
        }
    }
}
