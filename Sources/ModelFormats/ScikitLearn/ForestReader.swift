import Inference
import PickleReader

/// Reads decision trees and forests of them.
enum ForestReader {
    static func treeClassifier(_ object: EstimatorObject) throws(ModelFileError) -> ForestClassifier {
        try classifier(object, trees: [TreeReader(object)], acceptsMissing: true)
    }

    static func treeRegressor(_ object: EstimatorObject) throws(ModelFileError) -> ForestRegressor {
        try regressor(object, trees: [TreeReader(object)], acceptsMissing: true)
    }

    static func forestClassifier(_ object: EstimatorObject) throws(ModelFileError) -> ForestClassifier {
        try classifier(object, trees: trees(of: object), acceptsMissing: object.context.version >= .release(1, 4))
    }

    static func forestRegressor(_ object: EstimatorObject) throws(ModelFileError) -> ForestRegressor {
        try regressor(object, trees: trees(of: object), acceptsMissing: object.context.version >= .release(1, 4))
    }

    private static func trees(of object: EstimatorObject) throws(ModelFileError) -> [TreeReader] {
        var readers: [TreeReader] = []
        for value in try object.require("estimators_", "a list of trees", \.elements) {
            readers.append(try TreeReader(EstimatorObject(value, context: object.context)))
        }
        return readers
    }

    /// - Parameter acceptsMissing: what the ensemble allows; the first tree decides the rest, as in scikit-learn.
    private static func classifier(
        _ object: EstimatorObject,
        trees: [TreeReader],
        acceptsMissing: Bool
    ) throws(ModelFileError) -> ForestClassifier {
        let classes = try object.classes()
        let names = try object.featureNames()
        var tables: [TreeTable] = []
        for tree in trees { tables.append(try tree.classifier(classCount: classes.count)) }
        return try object.making { () throws(ModelStructureError) in
            try ForestClassifier(
                try ensemble(tables),
                classes: classes,
                featureNames: names,
                acceptsMissing: acceptsMissing && trees.first?.acceptsMissing == true
            )
        }
    }

    private static func regressor(
        _ object: EstimatorObject,
        trees: [TreeReader],
        acceptsMissing: Bool
    ) throws(ModelFileError) -> ForestRegressor {
        let names = try object.featureNames()
        var tables: [TreeTable] = []
        for tree in trees { tables.append(try tree.regressor()) }
        return try object.making { () throws(ModelStructureError) in
            try ForestRegressor(
                try ensemble(tables),
                featureNames: names,
                acceptsMissing: acceptsMissing && trees.first?.acceptsMissing == true
            )
        }
    }

    private static func ensemble(_ tables: [TreeTable]) throws(ModelStructureError) -> TreeEnsemble {
        guard let first = tables.first else { throw ModelStructureError("A forest has no trees") }
        return try TreeEnsemble(
            tables,
            featureCount: first.featureCount,
            valueCount: first.valueCount,
            outputCount: first.valueCount
        )
    }
}
