import Inference
import PickleReader

/// Reads clusters that have centres.
enum ClusterReader {
    static func centres(_ object: EstimatorObject) throws(ModelFileError) -> CentreClusterer {
        guard object["cluster_centers_"] != nil else {
            throw object.unsupported(
                "it has no cluster_centers_, as after affinity='precomputed' or before it was fitted",
                instead: "train it on features"
            )
        }
        return try model(object, centres: object.matrix("cluster_centers_"), labels: nil)
    }

    static func birch(_ object: EstimatorObject) throws(ModelFileError) -> CentreClusterer {
        try model(
            object,
            centres: object.matrix("subcluster_centers_"),
            labels: object.integers("subcluster_labels_")
        )
    }

    private static func model(
        _ object: EstimatorObject,
        centres: Matrix,
        labels: [Int]?
    ) throws(ModelFileError) -> CentreClusterer {
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try CentreClusterer(centres: centres, labels: labels, featureNames: names)
        }
    }

    // MARK: Distances to centres

    static func centreDistances(_ object: EstimatorObject) throws(ModelFileError) -> CentreDistances {
        try distances(object, centres: object.matrix("cluster_centers_"))
    }

    static func birchDistances(_ object: EstimatorObject) throws(ModelFileError) -> CentreDistances {
        try distances(object, centres: object.matrix("subcluster_centers_"))
    }

    private static func distances(
        _ object: EstimatorObject,
        centres: Matrix
    ) throws(ModelFileError) -> CentreDistances {
        try object.making { () throws(ModelStructureError) in try CentreDistances(centres: centres) }
    }
}
