import Inference
import PickleReader

/// Reads bagging: `estimators_` and for each the columns that it gets, `estimators_features_`.
enum BaggingReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let classes = try object.classes()
        let names = try object.featureNames()
        let featureCount = try object.integer("n_features_in_")
        let members = try members(of: object, featureCount: featureCount)
        return try object.making { () throws(ModelStructureError) in
            try BaggingClassifier(members, classes: classes, featureCount: featureCount, featureNames: names)
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let names = try object.featureNames()
        let featureCount = try object.integer("n_features_in_")
        let members = try members(of: object, featureCount: featureCount)
        return try object.making { () throws(ModelStructureError) in
            try BaggingRegressor(members, featureCount: featureCount, featureNames: names)
        }
    }

    /// - Source: `IsolationForest.__init__` and `_compute_score_samples`.
    static func isolationForest(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        let names = try object.featureNames()
        let trees = try object.estimators("estimators_")
        let columns = try columns(of: object, memberCount: trees.count)
        let featureCount = try object.integer("n_features_in_")
        let rowCount = try object.number(object["_max_samples"] == nil ? "max_samples_" : "_max_samples")
        let offset = try object.number("offset_")
        var ensemble = try object.making { () throws(ModelStructureError) in
            guard ModelSignature.featureCounts.contains(featureCount) else {
                throw ModelStructureError("It has \(featureCount) features")
            }
            return try TreeEnsemble(featureCount: featureCount, valueCount: 1, outputCount: 1)
        }
        for (tree, columns) in zip(trees, columns) {
            let table = try TreeReader(tree).table { _, depth, rowCount in
                IsolationForest.depth(ofLeafAt: depth, rowCount: rowCount)
            }
            try object.making { () throws(ModelStructureError) in try ensemble.append(table, columns: columns) }
        }
        return try object.making { () throws(ModelStructureError) in
            try IsolationForest(
                ensemble,
                trainedRowCount: rowCount,
                offset: offset,
                featureNames: names,
                acceptsMissing: object.context.version >= .release(1, 6)
            )
        }
    }

    private static func members(
        of object: EstimatorObject,
        featureCount: Int
    ) throws(ModelFileError) -> [BaggingMember] {
        let estimators = try object.estimators("estimators_")
        let columns = try columns(of: object, memberCount: estimators.count)
        var members: [BaggingMember] = []
        for (estimator, columns) in zip(estimators, columns) {
            let model = try EstimatorReader.model(estimator)
            members.append(
                try object.making { () throws(ModelStructureError) in
                    try BaggingMember(model, columns: columns, featureCount: featureCount)
                }
            )
        }
        return members
    }

    /// For each member the columns that it gets.
    private static func columns(of object: EstimatorObject, memberCount: Int) throws(ModelFileError) -> [[Int]] {
        let arrays = try object.arrays("estimators_features_")
        guard arrays.count == memberCount else {
            throw ModelFileError(.malformed, "The \(object.name) has features for \(arrays.count) of its estimators")
        }
        return arrays.map { $0.map { Int(exactly: $0) ?? -1 } }
    }
}
