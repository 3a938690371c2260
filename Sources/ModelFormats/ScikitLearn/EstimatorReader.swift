import Inference
import PickleReader

/// The table of what is served: class name to reader.
enum EstimatorReader {
    /// Pipelines in pipelines; more is no model.
    private static let maximumDepth = 16

    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` for a class that is not in the table.
    static func model(_ object: EstimatorObject, depth: Int = 0) throws(ModelFileError) -> any PredictiveModel {
        switch object.name {
        case "Pipeline": try pipeline(object, depth: depth)
        case "LogisticRegression": try LinearReader.logisticRegression(object)
        case "DecisionTreeClassifier", "ExtraTreeClassifier": try ForestReader.treeClassifier(object)
        case "DecisionTreeRegressor", "ExtraTreeRegressor": try ForestReader.treeRegressor(object)
        case "RandomForestClassifier", "ExtraTreesClassifier": try ForestReader.forestClassifier(object)
        case "RandomForestRegressor", "ExtraTreesRegressor": try ForestReader.forestRegressor(object)
        case "GradientBoostingClassifier": try BoostingReader.classifier(object)
        case "GradientBoostingRegressor": try BoostingReader.regressor(object)
        default: throw unsupported(object)
        }
    }

    private static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        switch object.name {
        case "StandardScaler": try LinearReader.standardScaler(object)
        default: throw unsupported(object)
        }
    }

    private static func unsupported(_ object: EstimatorObject) -> ModelFileError {
        ModelFileError(
            .unsupportedEstimator,
            "\(object.module).\(object.name) is not served yet. Served are LogisticRegression, decision trees, random "
                + "forests, extra trees and gradient boosting, alone or after StandardScaler steps in a Pipeline"
        )
    }

    // MARK: Pipelines

    private static func pipeline(_ object: EstimatorObject, depth: Int) throws(ModelFileError) -> Pipeline {
        guard depth < maximumDepth else {
            throw ModelFileError(.overBudget, "The file nests more than \(maximumDepth) pipelines")
        }
        var steps = try steps(of: object)
        guard let last = steps.popLast() else { throw ModelFileError(.malformed, "The Pipeline has no steps") }
        var transformers: [any FeatureTransformer] = []
        for step in steps { transformers.append(try transformer(step)) }
        let final = try model(last, depth: depth + 1)
        let names = try (steps.first ?? last).featureNames()
        return try object.making { () throws(ModelStructureError) in
            try Pipeline(transformers, final: final, featureNames: names)
        }
    }

    /// The estimators of a pipeline, without those that pass through.
    private static func steps(of object: EstimatorObject) throws(ModelFileError) -> [EstimatorObject] {
        var steps: [EstimatorObject] = []
        for pair in try object.require("steps", "a list of steps", \.elements) {
            guard let members = pair.elements, members.count == 2 else {
                throw ModelFileError(.malformed, "A step of the Pipeline is no pair of a name and an estimator")
            }
            if members[1].isNone || members[1].text == "passthrough" { continue }
            steps.append(try EstimatorObject(members[1], context: object.context))
        }
        return steps
    }
}
