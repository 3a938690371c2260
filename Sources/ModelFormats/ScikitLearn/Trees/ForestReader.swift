import Inference
import PickleReader

/// Reads decision trees and forests of them.
enum ForestReader {
    static func treeClassifier(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        try classifier(object, trees: [object], acceptsMissing: true)
    }

    static func treeRegressor(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        try regressor(object, trees: [object], acceptsMissing: true)
    }

    static func forestClassifier(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        try classifier(
            object,
            trees: object.estimators("estimators_"),
            acceptsMissing: object.context.version >= .release(1, 4)
        )
    }

    static func forestRegressor(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        try regressor(
            object,
            trees: object.estimators("estimators_"),
            acceptsMissing: object.context.version >= .release(1, 4)
        )
    }

    /// - Source: `RandomTreesEmbedding`, whose `one_hot_encoder_` says which leaves have a column.
    static func embedding(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        let leaves = try object.estimator("one_hot_encoder_").arrays("categories_")
        let trees = try object.estimators("estimators_")
        guard let first = trees.first, leaves.count == trees.count else {
            throw ModelFileError(
                .malformed,
                "The \(object.name) has leaves of \(leaves.count) trees, not \(trees.count)"
            )
        }
        let reader = try TreeReader(first)
        var ensemble = try object.making { () throws(ModelStructureError) in
            try TreeEnsemble(featureCount: reader.featureCount, valueCount: 1, outputCount: trees.count)
        }
        var columnCount = 0
        for (tree, leaves) in zip(trees, leaves) {
            try tree.context.spend(leaves.count)
            var columns: [Double: Double] = [:]
            for (index, leaf) in leaves.enumerated() { columns[leaf] = Double(columnCount + index) }
            columnCount += leaves.count
            // Splits have no column, and leaves that have none make the embedding refuse them.
            let table = try TreeReader(tree).table { node, _, _ in columns[Double(node)] ?? -1 }
            try object.making { () throws(ModelStructureError) in try ensemble.append(table) }
        }
        return try object.making { () throws(ModelStructureError) in
            try RandomTreesEmbedding(ensemble, outputCount: columnCount)
        }
    }

    // MARK: Forests

    /// - Parameter acceptsMissing: what the ensemble allows; the first tree decides the rest, as in scikit-learn.
    private static func classifier(
        _ object: EstimatorObject,
        trees: [EstimatorObject],
        acceptsMissing: Bool
    ) throws(ModelFileError) -> any PredictiveModel {
        let outputs = try object.classesOfOutputs()
        let names = try object.featureNames()
        let counts = outputs.map(\.count)
        let first = try firstTree(trees, of: object)
        let ensemble = try ensemble(trees, of: object, valueCount: counts.reduce(0, +)) { tree throws(ModelFileError) in
            try tree.classifier(classCounts: counts)
        }
        let takesMissing = acceptsMissing && first.acceptsMissing
        return try object.making { () throws(ModelStructureError) in
            if object.hasOneOutput {
                return try ForestClassifier(
                    ensemble,
                    classes: outputs.first ?? [],
                    featureNames: names,
                    acceptsMissing: takesMissing
                )
            }
            return try MultipleForestClassifier(
                ensemble,
                classes: outputs,
                featureNames: names,
                acceptsMissing: takesMissing
            )
        }
    }

    private static func regressor(
        _ object: EstimatorObject,
        trees: [EstimatorObject],
        acceptsMissing: Bool
    ) throws(ModelFileError) -> any PredictiveModel {
        let names = try object.featureNames()
        let first = try firstTree(trees, of: object)
        let ensemble = try ensemble(trees, of: object, valueCount: first.outputCount) { tree throws(ModelFileError) in
            try tree.regressor()
        }
        return try object.making { () throws(ModelStructureError) in
            try ForestRegressor(
                ensemble,
                featureNames: names,
                acceptsMissing: acceptsMissing && first.acceptsMissing
            )
        }
    }

    private static func firstTree(
        _ trees: [EstimatorObject],
        of object: EstimatorObject
    ) throws(ModelFileError) -> TreeReader {
        guard let first = trees.first else { throw ModelFileError(.malformed, "The \(object.name) has no trees") }
        return try TreeReader(first)
    }

    /// The trees one after the other, so that only one is in memory besides the ensemble.
    private static func ensemble(
        _ trees: [EstimatorObject],
        of object: EstimatorObject,
        valueCount: Int,
        _ read: (TreeReader) throws(ModelFileError) -> TreeTable
    ) throws(ModelFileError) -> TreeEnsemble {
        var readers: [TreeReader] = []
        readers.reserveCapacity(trees.count)
        for tree in trees { readers.append(try TreeReader(tree)) }
        let nodeCount = readers.reduce(0) { $0 + $1.nodeCount }
        try object.context.spend(nodeCount)
        let featureCount = readers.first?.featureCount ?? 0
        var ensemble = try object.making { () throws(ModelStructureError) in
            try TreeEnsemble(
                featureCount: featureCount,
                valueCount: valueCount,
                outputCount: valueCount,
                nodeCount: nodeCount
            )
        }
        for reader in readers {
            let table = try read(reader)
            try object.making { () throws(ModelStructureError) in try ensemble.append(table) }
        }
        return ensemble
    }
}
