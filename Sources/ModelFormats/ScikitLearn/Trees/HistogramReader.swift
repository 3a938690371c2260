import Inference
import PickleReader

/// Reads histogram-based boosting: `_predictors`, a list of iterations with a tree for each output, and
/// `_baseline_prediction`, where the sums start.
///
/// Before scikit-learn 1.4 categories are numbers from 0 to 254 in the columns of the rows. Since then a
/// `_preprocessor` numbers them and puts their columns first, so that trees count features in another order.
enum HistogramReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let classes = try object.classes()
        let names = try object.featureNames()
        let boosting = try boosting(object)
        let decidesByScores = object.context.version >= .release(1, 5)
        return try object.making { () throws(ModelStructureError) in
            try HistogramBoostingClassifier(
                boosting,
                scores: BoostedScores(loss: .logLoss, decision: decidesByScores ? .positiveScores : .probabilities),
                classes: classes,
                featureNames: names
            )
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let names = try object.featureNames()
        let boosting = try boosting(object)
        let link = try link(of: object)
        return try object.making { () throws(ModelStructureError) in
            try HistogramBoostingRegressor(boosting, link: link, featureNames: names)
        }
    }

    private static func link(of object: EstimatorObject) throws(ModelFileError) -> HistogramBoostingRegressor.Link {
        switch object["loss"]?.text {
        case "poisson", "gamma": return .logarithm
        case "squared_error", "least_squares", "absolute_error", "least_absolute_deviation", "quantile":
            return .identity
        default:
            throw object.unsupported(
                "its loss is not one of scikit-learn's own",
                instead: "train it with squared_error, absolute_error, quantile, poisson or gamma"
            )
        }
    }

    private static func boosting(_ object: EstimatorObject) throws(ModelFileError) -> HistogramBoosting {
        let start = try object.numbers("_baseline_prediction")
        let categories = try HistogramCategories(object)
        let encoder = try categories.encoder()
        var trees = try object.making { () throws(ModelStructureError) in
            try HistogramEnsemble(
                featureCount: categories.featureCount,
                features: categories.features,
                outputCount: start.count
            )
        }
        let iterations = try object.require("_predictors", "a list of lists of trees", \.elements)
        try object.context.spend(iterations.count)
        for iteration in iterations {
            guard let members = iteration.elements, members.count == start.count else {
                throw ModelFileError(.malformed, "An iteration of the \(object.name) has not \(start.count) trees")
            }
            for member in members {
                let table = try HistogramTreeReader(member, of: object, featureCount: categories.featureCount).table()
                try object.making { () throws(ModelStructureError) in try trees.append(table) }
            }
        }
        return try object.making { () throws(ModelStructureError) in
            try HistogramBoosting(trees, start: start, encoder: encoder)
        }
    }
}
