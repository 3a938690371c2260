import Inference
import PickleReader

/// Reads training rows, the distance between them, and the tree over them.
enum NeighbourIndexReader {
    static func index(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourIndex {
        let metric = try DistanceReader(object).metric()
        let rows = try rows(object)
        let tree = try tree(object)
        return try object.making { () throws(ModelStructureError) in
            try NeighbourIndex(rows, metric: metric, tree: tree)
        }
    }

    static func isBruteForce(_ object: EstimatorObject) -> Bool { object.text("_fit_method") == "brute" }

    private static func rows(_ object: EstimatorObject) throws(ModelFileError) -> Matrix {
        guard object.isSparse("_fit_X") else { return try object.matrix("_fit_X") }
        let rows = try object.sparseMatrix("_fit_X")
        let (count, overflow) = rows.rowCount.multipliedReportingOverflow(by: rows.columnCount)
        guard !overflow, object.context.spendDense(count) else {
            throw object.unsupported(
                "its sparse training rows would be \(rows.rowCount) × \(rows.columnCount) values, more than are "
                    + "made dense for a file of this size",
                instead: "reduce the features by TruncatedSVD before it"
            )
        }
        return rows.dense()
    }

    private static func tree(_ object: EstimatorObject) throws(ModelFileError) -> NeighbourTree? {
        let shape: NeighbourTree.Shape
        switch object.text("_fit_method") {
        case "kd_tree": shape = .boxes
        case "ball_tree": shape = .balls
        case "brute": return nil
        default:
            throw ModelFileError(
                .malformed,
                "The _fit_method of the \(object.name) is \(object.describe("_fit_method")); was it saved before it was fitted?"
            )
        }
        let parts = try object.require("_tree", "a tree") { $0.state?.elements }
        guard parts.count >= 4, let order = parts[1].array, let nodes = parts[2].array, let bounds = parts[3].array
        else {
            throw ModelFileError(.malformed, "The _tree of the \(object.name) has \(parts.count) parts; expected 13")
        }
        for array in [order, nodes, nodes, nodes, nodes, bounds] { try object.context.spend(array.count) }
        guard let order = order.integers(), let bounds = bounds.doubles(), let nodes = Self.nodes(nodes) else {
            throw ModelFileError(.malformed, "The _tree of the \(object.name) has arrays of another kind")
        }
        return NeighbourTree(shape: shape, nodes: nodes, bounds: bounds, order: order)
    }

    private static func nodes(_ array: PickleArray) -> [NeighbourTree.Node]? {
        guard let starts = array.integers(field: "idx_start"), let ends = array.integers(field: "idx_end"),
            let leaves = array.integers(field: "is_leaf"), let radii = array.doubles(field: "radius"),
            starts.allSatisfy({ $0 >= 0 })
        else { return nil }
        return starts.indices.map {
            NeighbourTree.Node(start: starts[$0], end: ends[$0], isLeaf: leaves[$0] != 0, radius: radii[$0])
        }
    }
}
