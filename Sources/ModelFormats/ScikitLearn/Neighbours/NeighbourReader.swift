import Inference
import PickleReader

/// Reads models that ask the training rows near a row.
enum NeighbourReader {
    // MARK: Numbers

    static func nearestRegressor(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourRegressor {
        try regressor(object, reach: nearest(object))
    }

    static func radiusRegressor(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourRegressor {
        try regressor(object, reach: radius(object))
    }

    private static func regressor(
        _ object: EstimatorObject,
        reach: NeighbourReach
    ) throws(ModelFileError) -> NeighbourRegressor {
        let weights = try weights(object)
        let index = try NeighbourIndexReader.index(object)
        let targets = try targets(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try NeighbourRegressor(index, reach: reach, weights: weights, targets: targets, featureNames: names)
        }
    }

    /// Shape `[n]` or `[n, outputs]`.
    private static func targets(_ object: EstimatorObject) throws(ModelFileError) -> Matrix {
        let shape = try object.require("_y", "an array of numbers", \.array).shape
        guard shape.count == 1 else { return try object.matrix("_y") }
        return Matrix(rowCount: shape[0], columnCount: 1, values: try object.doubles("_y"))
    }

    // MARK: Classes

    static func nearestClassifier(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourClassifier {
        var outputs: [NeighbourOutput] = []
        for (classes, targets) in zip(try classes(object), try classTargets(object)) {
            outputs.append(NeighbourOutput(classes: classes, targets: targets, lonely: .refused))
        }
        return try classifier(object, reach: nearest(object), outputs)
    }

    static func radiusClassifier(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourClassifier {
        let labels = try OutlierLabelReader(object).labels()
        var outputs: [NeighbourOutput] = []
        for (index, (classes, targets)) in zip(try classes(object), try classTargets(object)).enumerated() {
            var output = NeighbourOutput(classes: classes, targets: targets, lonely: .refused)
            if let labels {
                guard labels.indices.contains(index) else {
                    throw ModelFileError(
                        .malformed,
                        "The outlier_label_ of the \(object.name) has \(labels.count) labels"
                    )
                }
                output.answerLonely(
                    labels[index],
                    column: try OutlierLabelReader.column(object, labels[index], classes)
                )
            }
            outputs.append(output)
        }
        return try classifier(object, reach: radius(object), outputs)
    }

    private static func classifier(
        _ object: EstimatorObject,
        reach: NeighbourReach,
        _ outputs: [NeighbourOutput]
    ) throws(ModelFileError) -> NeighbourClassifier {
        let isMultiple = try object.flag("outputs_2d_", default: false)
        let weights = try weights(object)
        let index = try NeighbourIndexReader.index(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try NeighbourClassifier(
                index,
                reach: reach,
                weights: weights,
                outputs: outputs,
                isMultiple: isMultiple,
                featureNames: names
            )
        }
    }

    /// For each output its classes: an array, or a list of arrays for several outputs.
    private static func classes(_ object: EstimatorObject) throws(ModelFileError) -> [[ClassLabel]] {
        guard try object.flag("outputs_2d_", default: false) else { return [try object.classes()] }
        return try object.classesOfOutputs()
    }

    /// For each output the index of the class of each training row.
    private static func classTargets(_ object: EstimatorObject) throws(ModelFileError) -> [[Int]] {
        let shape = try object.require("_y", "an array of whole numbers", \.array).shape
        let values = try object.integers("_y")
        guard shape.count == 2 else { return [values] }
        let width = shape[1]
        try object.context.spend(width)
        return (0..<width).map { column in (0..<shape[0]).map { values[$0 * width + column] } }
    }

    // MARK: Others

    static func outlierFactor(_ object: EstimatorObject) throws(ModelFileError) -> LocalOutlierFactor {
        guard try object.flag("novelty", default: false) else {
            throw object.unsupported(
                "it was fitted to judge its training rows alone (novelty=False)",
                instead: "train it with novelty=True"
            )
        }
        let index = try NeighbourIndexReader.index(object)
        let count = try object.integer("n_neighbors_")
        let distances = try object.matrix("_distances_fit_X_")
        let training = LocalOutlierFactor.Training(
            reaches: (1...max(1, distances.columnCount)).contains(count) ? distances.column(count - 1) : [],
            densities: try object.doubles("_lrd")
        )
        let offset = try object.number("offset_")
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try LocalOutlierFactor(
                index,
                neighbourCount: count,
                training: training,
                offset: offset,
                featureNames: names
            )
        }
    }

    static func nearestCentroid(_ object: EstimatorObject) throws(ModelFileError) -> NearestCentroid {
        guard let metric = object.text("metric").flatMap({ DistanceReader.plain[$0] }) else {
            throw object.unsupported(
                "its distance is \(object.describe("metric")), which is not computed here",
                instead: "train it with metric='euclidean' or metric='manhattan'"
            )
        }
        let classes = try object.classes()
        let centroids = try object.matrix("centroids_")
        let discriminant = try discriminant(object, metric, classCount: classes.count)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try NearestCentroid(
                centroids: centroids,
                metric: metric,
                discriminant: discriminant,
                classes: classes,
                featureNames: names
            )
        }
    }

    /// Shares of classes are there since scikit-learn 1.6.
    private static func discriminant(
        _ object: EstimatorObject,
        _ metric: DistanceMetric,
        classCount: Int
    ) throws(ModelFileError) -> NearestCentroid.Discriminant? {
        guard let priors = try object.optionalDoubles("class_prior_") else { return nil }
        let even = 1 / Double(classCount)
        let isEven = priors.allSatisfy { abs($0 - even) <= 1e-8 + 1e-5 * even }
        guard metric == .euclidean || isEven else {
            throw object.unsupported(
                "its classes have different priors and its distance is \(object.describe("metric"))",
                instead: "train it with metric='euclidean' or priors='uniform'"
            )
        }
        guard metric == .euclidean else { return nil }
        return NearestCentroid.Discriminant(
            priors: priors,
            deviations: try object.doubles("within_class_std_dev_"),
            decides: !isEven
        )
    }

    // MARK: Settings

    private static func nearest(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourReach {
        .nearest(try object.integer("n_neighbors"))
    }

    private static func radius(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourReach {
        .within(radius: try object.number("radius"))
    }

    private static func weights(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourWeights {
        switch object["weights"] {
        case let value? where value.isNone || value.text == "uniform": .uniform
        case let value? where value.text == "distance": .inverseDistance
        default:
            throw object.unsupported(
                "its weights are \(object.describe("weights")), which the file does not hold",
                instead: "train it with weights='uniform' or weights='distance'"
            )
        }
    }
}
