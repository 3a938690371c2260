import Inference
import PickleReader

/// What trees gained by splitting on each feature.
enum TreeImportances {
    /// - Throws: ``ModelFileError`` for a model without such importances.
    /// - Source: `feature_importances_` of the trees, forests and gradient boosting of scikit-learn.
    static func of(_ model: EstimatorObject) throws(ModelFileError) -> [Double] {
        switch model.name {
        case "DecisionTreeClassifier", "DecisionTreeRegressor", "ExtraTreeClassifier", "ExtraTreeRegressor":
            return try gains(model, scaled: true).gains
        case "RandomForestClassifier", "RandomForestRegressor", "ExtraTreesClassifier", "ExtraTreesRegressor":
            return scaled(try mean(model, scaled: true))
        case "GradientBoostingClassifier", "GradientBoostingRegressor":
            return scaled(try mean(model, scaled: false))
        case "AdaBoostClassifier", "AdaBoostRegressor":
            return try weighted(model)
        default:
            throw model.unsupported(
                "the importance it gives to features is not in the file",
                instead: "select features by a model with coefficients, or by trees"
            )
        }
    }

    /// The mean over the trees that split at all.
    private static func mean(_ model: EstimatorObject, scaled: Bool) throws(ModelFileError) -> [Double] {
        var sums: [Double] = []
        var count = 0
        for tree in try model.estimators("estimators_") {
            let (gains, isSplit) = try gains(tree, scaled: scaled)
            if sums.isEmpty { sums = [Double](repeating: 0, count: gains.count) }
            try requireWidth(gains, sums.count, model)
            guard isSplit else { continue }
            for index in gains.indices { sums[index] += gains[index] }
            count += 1
        }
        return count == 0 ? sums : sums.map { $0 / Double(count) }
    }

    private static func weighted(_ model: EstimatorObject) throws(ModelFileError) -> [Double] {
        let weights = try model.doubles("estimator_weights_")
        let trees = try model.estimators("estimators_")
        var sums: [Double] = []
        for (tree, weight) in zip(trees, weights) {
            let importances = try of(tree)
            if sums.isEmpty { sums = [Double](repeating: 0, count: importances.count) }
            try requireWidth(importances, sums.count, model)
            for index in importances.indices { sums[index] += weight * importances[index] }
        }
        let total = FeatureImportances.pairwiseSum(weights[...])
        return sums.map { $0 / total }
    }

    private static func requireWidth(
        _ gains: [Double],
        _ count: Int,
        _ model: EstimatorObject
    ) throws(ModelFileError) {
        guard gains.count == count else {
            throw ModelFileError(.malformed, "The trees of the \(model.name) were trained on different features")
        }
    }

    private static func scaled(_ gains: [Double]) -> [Double] {
        let total = FeatureImportances.pairwiseSum(gains[...])
        return total == 0 ? gains : gains.map { $0 / total }
    }

    /// The weighted loss of impurity at the splits on each feature of one tree.
    ///
    /// - Returns: the gains, and whether the tree splits at all.
    /// - Source: `sklearn.tree._tree.Tree.compute_feature_importances`.
    private static func gains(
        _ model: EstimatorObject,
        scaled: Bool
    ) throws(ModelFileError) -> (gains: [Double], isSplit: Bool) {
        let malformed = ModelFileError(.malformed, "A tree of the \(model.name) does not tell what its splits gained")
        let tree = try model.require("tree_", "a tree") { $0 }
        guard let nodes = tree["nodes"]?.array, nodes.count > 0, let width = tree.arguments?.first?.integer,
            ModelSignature.featureCounts.contains(width)
        else { throw malformed }
        try model.context.spend(5 * nodes.count + width)
        guard let left = nodes.integers(field: "left_child"), let right = nodes.integers(field: "right_child"),
            let features = nodes.integers(field: "feature"), let impurity = nodes.doubles(field: "impurity"),
            let weights = nodes.doubles(field: "weighted_n_node_samples")
        else { throw malformed }
        var gains = [Double](repeating: 0, count: width)
        for node in left.indices where left[node] != -1 {
            let (first, second) = (left[node], right[node])
            guard left.indices.contains(first), left.indices.contains(second), gains.indices.contains(features[node])
            else { throw malformed }
            gains[features[node]] +=
                weights[node] * impurity[node] - weights[first] * impurity[first] - weights[second] * impurity[second]
        }
        for index in gains.indices { gains[index] /= weights[0] }
        if scaled {
            let total = gains.reduce(0, +)
            if total > 0 {
                for index in gains.indices { gains[index] /= total }
            }
        }
        return (gains, left.count > 1)
    }
}
