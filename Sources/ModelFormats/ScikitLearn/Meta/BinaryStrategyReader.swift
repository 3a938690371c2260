import Inference
import PickleReader

/// Reads models of many classes that are made of models of two.
enum BinaryStrategyReader {
    // MARK: One against the rest

    static func oneVersusRest(_ object: EstimatorObject) throws(ModelFileError) -> OneVersusRest {
        let models = try models(object)
        let question = try question(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try OneVersusRest(models, question: question, featureNames: names)
        }
    }

    private static func question(_ object: EstimatorObject) throws(ModelFileError) -> OneVersusRest.Question {
        let binarizer = try object.estimator("label_binarizer_")
        let classes = try binarizer.classes()
        switch binarizer.text("y_type_") {
        case "binary", "multiclass":
            return .oneOf(classes, lastWins: object.context.version < .release(1, 8))
        case "multilabel-indicator": return .anyOf(labelCount: classes.count)
        default:
            throw object.unsupported(
                "its targets are neither classes nor labels",
                instead: "train it on a column of classes or on an indicator matrix"
            )
        }
    }

    // MARK: One against one

    static func oneVersusOne(_ object: EstimatorObject) throws(ModelFileError) -> OneVersusOne {
        let models = try models(object)
        let columns = try pairColumns(object, count: models.count)
        let classes = try object.classes()
        let names = try object.featureNames()
        let pairs = models.enumerated().map { OneVersusOne.Pair(model: $1, columns: columns?[$0]) }
        let width = object.knownFeatureCount ?? models.first?.signature.featureCount ?? 0
        return try object.making { () throws(ModelStructureError) in
            guard ModelSignature.featureCounts.contains(width) else {
                throw ModelStructureError("It takes \(width) features")
            }
            return try OneVersusOne(
                pairs,
                classes: classes,
                featureCount: width,
                featureNames: names,
                comparesWithZero: object.context.version < .release(1, 1)
            )
        }
    }

    /// The features of each pair, where models compare with rows that they were trained on.
    private static func pairColumns(_ object: EstimatorObject, count: Int) throws(ModelFileError) -> [[Int]]? {
        guard let value = object["pairwise_indices_"], !value.isNone else { return nil }
        guard let members = value.elements, members.count == count else {
            throw ModelFileError(.malformed, "The pairwise_indices_ of the \(object.name) are not one for each model")
        }
        var columns: [[Int]] = []
        for member in members {
            guard let indices = try object.integers(in: member) else {
                throw ModelFileError(.malformed, "The pairwise_indices_ of the \(object.name) are no whole numbers")
            }
            columns.append(indices)
        }
        return columns
    }

    // MARK: Codes

    static func outputCode(_ object: EstimatorObject) throws(ModelFileError) -> OutputCodeClassifier {
        let models = try models(object)
        let codes = try object.matrix("code_book_")
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try OutputCodeClassifier(models, codes: codes, classes: classes, featureNames: names)
        }
    }

    // MARK: Models of two

    /// The models, where some may have seen one class only.
    private static func models(_ object: EstimatorObject) throws(ModelFileError) -> [any PredictiveModel] {
        let estimators = try object.estimators("estimators_")
        var models: [(any PredictiveModel)?] = []
        for estimator in estimators {
            models.append(estimator.name == "_ConstantPredictor" ? nil : try EstimatorReader.model(estimator))
        }
        let width = models.lazy.compactMap { $0?.signature.featureCount }.first
        var result: [any PredictiveModel] = []
        for (estimator, model) in zip(estimators, models) {
            if let model { result.append(model) } else { result.append(try constant(estimator, in: object, width)) }
        }
        return result
    }

    private static func constant(
        _ estimator: EstimatorObject,
        in object: EstimatorObject,
        _ width: Int?
    ) throws(ModelFileError) -> ConstantModel {
        let value = try estimator.number("y_")
        let own = estimator.knownFeatureCount ?? object.knownFeatureCount
        guard let width = width ?? own else {
            throw ModelFileError(.malformed, "The \(object.name) does not say how many features it takes")
        }
        return try estimator.making { () throws(ModelStructureError) in
            try ConstantModel(value: value, featureCount: width)
        }
    }
}
