import Inference
import PickleReader

/// Reads naive Bayes models.
enum NaiveBayesReader {
    /// The variances were called `sigma_` before scikit-learn 1.0.
    static func gaussian(_ object: EstimatorObject) throws(ModelFileError) -> GaussianNaiveBayes {
        let means = try object.matrix("theta_")
        let variances = try object.matrix(object["var_"] == nil ? "sigma_" : "var_")
        let priors = try object.numbers("class_prior_")
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try GaussianNaiveBayes(
                means: means,
                variances: variances,
                priors: priors,
                classes: classes,
                featureNames: names
            )
        }
    }

    static func multinomial(_ object: EstimatorObject) throws(ModelFileError) -> DiscreteNaiveBayes {
        try discrete(object, constants: object.numbers("class_log_prior_"))
    }

    /// The priors count only where there is a single class.
    static func complement(_ object: EstimatorObject) throws(ModelFileError) -> DiscreteNaiveBayes {
        let priors = try object.numbers("class_log_prior_")
        return try discrete(object, constants: priors.count == 1 ? priors : priors.map { _ in 0 })
    }

    private static func discrete(
        _ object: EstimatorObject,
        constants: [Double]
    ) throws(ModelFileError) -> DiscreteNaiveBayes {
        let weights = try object.matrix("feature_log_prob_")
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try DiscreteNaiveBayes(weights: weights, constants: constants, classes: classes, featureNames: names)
        }
    }

    static func bernoulli(_ object: EstimatorObject) throws(ModelFileError) -> BernoulliNaiveBayes {
        let logProbabilities = try object.matrix("feature_log_prob_")
        let priors = try object.numbers("class_log_prior_")
        let isBinarised = object["binarize"]?.isNone == false
        let threshold = isBinarised ? try object.number("binarize") : nil
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try BernoulliNaiveBayes(
                logProbabilities: logProbabilities,
                priors: priors,
                threshold: threshold,
                classes: classes,
                featureNames: names
            )
        }
    }

    /// `feature_log_prob_` is a list with an array of shape (classes, categories) for each feature.
    static func categorical(_ object: EstimatorObject) throws(ModelFileError) -> CategoricalNaiveBayes {
        let tables = try object.matrices("feature_log_prob_")
        let priors = try object.numbers("class_log_prior_")
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try CategoricalNaiveBayes(
                logProbabilities: tables,
                priors: priors,
                classes: classes,
                featureNames: names
            )
        }
    }
}
