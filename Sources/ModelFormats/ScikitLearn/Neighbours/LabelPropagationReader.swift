import Inference
import PickleReader

/// Reads labels that were spread over training rows.
enum LabelPropagationReader {
    static func model(_ object: EstimatorObject) throws(ModelFileError) -> LabelPropagation {
        let affinity = try affinity(object)
        let distributions = try object.matrix("label_distributions_")
        let classes = try object.classes()
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try LabelPropagation(affinity, distributions: distributions, classes: classes, featureNames: names)
        }
    }

    private static func affinity(_ object: EstimatorObject) throws(ModelFileError) -> LabelPropagation.Affinity {
        switch object.text("kernel") {
        case "rbf": return .radial(rows: try object.matrix("X_"), gamma: try object.number("gamma"))
        case "knn":
            let neighbours = try object.estimator("nn_fit")
            return .nearest(
                try NeighbourIndexReader.index(neighbours),
                count: try neighbours.integer("n_neighbors")
            )
        default:
            throw object.unsupported(
                "its kernel is \(object.describe("kernel")), which the file does not hold",
                instead: "train it with kernel='rbf' or kernel='knn'"
            )
        }
    }
}
