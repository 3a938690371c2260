import Inference
import PickleReader

/// Reads the tree of a `BisectingKMeans`: nodes with `left`, `right`, `center` and, at leaves, `label`.
struct BisectingReader {
    private let object: EstimatorObject
    /// What is added to each centre; centres were found around the mean of the training rows.
    private let mean: [Double]?

    static func model(_ object: EstimatorObject) throws(ModelFileError) -> BisectingClusterer {
        let reader = BisectingReader(object: object, mean: try object.optionalDoubles("_X_mean"))
        let nodes = try reader.nodes()
        let centres = try object.matrix("cluster_centers_")
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try BisectingClusterer(
                nodes,
                clusterCount: centres.rowCount,
                featureCount: centres.columnCount,
                featureNames: names
            )
        }
    }

    /// The root first, children after their parents; a tree without end comes to the end of the budget.
    private func nodes() throws(ModelFileError) -> [BisectingClusterer.Node] {
        var values = [try object.require("_bisecting_tree", "a tree") { $0.state == nil ? nil : $0 }]
        var nodes: [BisectingClusterer.Node] = []
        while nodes.count < values.count {
            let value = values[nodes.count]
            try object.context.spend(16)
            var children: (left: Int, right: Int)?
            if let left = value["left"], let right = value["right"], !left.isNone, !right.isNone {
                children = (values.count, values.count + 1)
                values += [left, right]
            }
            nodes.append(
                BisectingClusterer.Node(
                    children: children,
                    label: value["label"]?.singleInteger ?? -1,
                    centre: nodes.isEmpty ? [] : try centre(value)
                )
            )
        }
        return nodes
    }

    private func centre(_ node: PickleValue) throws(ModelFileError) -> [Double] {
        guard let array = node["center"]?.array else {
            throw ModelFileError(.malformed, "A node in the tree of the \(object.name) has no center")
        }
        try object.context.spend(array.count)
        guard var centre = array.doubles(), mean == nil || mean?.count == centre.count else {
            throw ModelFileError(
                .malformed,
                "A center in the tree of the \(object.name) has another number of features"
            )
        }
        if let mean {
            for index in centre.indices { centre[index] += mean[index] }
        }
        return centre
    }
}
