import Inference
import PickleReader

/// Reads `sklearn.tree._tree.Tree`: `(feature count, class counts, output count)` with the state
/// `{max_depth, node_count, nodes, values}`.
///
/// A node has 56 bytes up to scikit-learn 1.2 and 64 from 1.3 on, with a flag for missing values.
struct TreeReader {
    let owner: EstimatorObject
    let featureCount: Int
    private let nodes: PickleArray
    private let values: PickleArray

    /// - Parameter owner: a decision tree, alone or of an ensemble.
    init(_ owner: EstimatorObject) throws(ModelFileError) {
        self.owner = owner
        let tree = try owner.require("tree_", "a tree") { $0 }
        guard tree.className == GlobalName(module: "sklearn.tree._tree", name: "Tree"),
            let features = tree.arguments?.first?.integer,
            let nodes = tree["nodes"]?.array, let values = tree["values"]?.array, nodes.shape.count == 1
        else { throw ModelFileError(.malformed, "The tree_ of the \(owner.name) is no tree with nodes and values") }
        featureCount = features
        self.nodes = nodes
        self.values = values
    }

    var nodeCount: Int { nodes.count }

    /// How many outputs the tree answers.
    var outputCount: Int { values.shape.count == 3 ? values.shape[1] : 0 }

    /// A tree whose leaves hold the share of each class, of the first output and then of the next.
    ///
    /// Counts become shares as `predict_proba` did before scikit-learn 1.4, which stores shares. The file pads every
    /// output to the most classes that one has.
    /// - Parameter classCounts: for each output.
    func classifier(classCounts: [Int]) throws(ModelFileError) -> TreeTable {
        guard values.shape.count == 3, values.shape[1] == classCounts.count,
            values.shape[2] == classCounts.max(), values.shape[0] == nodes.count
        else {
            throw ModelFileError(.malformed, "A tree of the \(owner.name) has values of shape \(values.shape)")
        }
        var shares = try readValues()
        if classCounts.count > 1 { shares = Self.withoutPadding(shares, classCounts, width: values.shape[2]) }
        if owner.context.version < .release(1, 4) { Self.divideBySums(&shares, classCounts) }
        return try table(shares, valueCount: classCounts.reduce(0, +))
    }

    /// A tree whose leaves hold a number for each output.
    func regressor() throws(ModelFileError) -> TreeTable {
        guard values.shape.count == 3, values.shape[2] == 1 else {
            throw ModelFileError(.malformed, "A tree of the \(owner.name) has values of shape \(values.shape)")
        }
        return try table(readValues(), valueCount: values.shape[1])
    }

    /// A tree whose leaves hold what `value` makes of each node.
    ///
    /// - Parameter value: gets the node, the nodes on the way to it, both ends counted, and the trained rows in it.
    func table(_ value: (Int, Int, Double) -> Double) throws(ModelFileError) -> TreeTable {
        try owner.context.spend(nodes.count)
        guard let rowCounts = nodes.doubles(field: "n_node_samples") else { throw missing("n_node_samples") }
        let columns = try columns()
        var depths = [Int](repeating: 1, count: nodes.count)
        // Parents stand before their children, or the table below is refused.
        for node in depths.indices where columns.left[node] != -1 {
            for child in [Int(columns.left[node]), Int(columns.right[node])] where depths.indices.contains(child) {
                depths[child] = depths[node] + 1
            }
        }
        let values = depths.indices.map { value($0, depths[$0], rowCounts[$0]) }
        return try table(columns, values, valueCount: 1)
    }

    /// Whether the estimator takes a NaN when it predicts.
    ///
    /// - Source: `BaseDecisionTree._support_missing_values` and the tags of its subclasses.
    var acceptsMissing: Bool {
        let version = owner.context.version
        let criteria = ["gini", "log_loss", "entropy", "squared_error", "friedman_mse", "poisson"]
        guard nodes.hasField("missing_go_to_left"),
            version >= .release(1, 9) || criteria.contains(owner["criterion"]?.text ?? "")
        else { return false }
        let isConstrained = owner["monotonic_cst"].map { !$0.isNone } ?? false
        guard !isConstrained || version >= .release(1, 9) else { return false }
        return switch owner["splitter"]?.text {
        case "best": !owner.name.hasPrefix("ExtraTree")
        case "random": version >= .release(1, 6)
        default: false
        }
    }

    // MARK: Nodes

    private func columns() throws(ModelFileError) -> TreeTable.Columns {
        TreeTable.Columns(
            left: try integers("left_child"),
            right: try integers("right_child"),
            feature: try integers("feature"),
            threshold: try thresholds(),
            missingGoesLeft: try missingGoesLeft()
        )
    }

    private func table(_ values: [Double], valueCount: Int) throws(ModelFileError) -> TreeTable {
        try table(columns(), values, valueCount: valueCount)
    }

    private func table(
        _ columns: TreeTable.Columns,
        _ values: [Double],
        valueCount: Int
    ) throws(ModelFileError) -> TreeTable {
        try owner.making { () throws(ModelStructureError) in
            try TreeTable(columns, values: values, valueCount: valueCount, featureCount: featureCount)
        }
    }

    private func integers(_ field: String) throws(ModelFileError) -> [Int32] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.int32s(field: field) else { throw missing(field) }
        return values
    }

    private func thresholds() throws(ModelFileError) -> [Double] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.doubles(field: "threshold") else { throw missing("threshold") }
        return values
    }

    private func missingGoesLeft() throws(ModelFileError) -> [Bool]? {
        guard nodes.hasField("missing_go_to_left") else { return nil }
        try owner.context.spend(nodes.count)
        guard let flags = nodes.flags(field: "missing_go_to_left") else { throw missing("missing_go_to_left") }
        return flags
    }

    private func readValues() throws(ModelFileError) -> [Double] {
        try owner.context.spend(values.count)
        guard let numbers = values.doubles() else { throw missing("values") }
        return numbers
    }

    private func missing(_ what: String) -> ModelFileError {
        ModelFileError(.malformed, "A tree of the \(owner.name) has no \(what), or not as numbers")
    }

    // MARK: Shares of classes

    private static func withoutPadding(_ values: [Double], _ classCounts: [Int], width: Int) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(values.count)
        var start = 0
        while start < values.count {
            for count in classCounts {
                result += values[start..<start + count]
                start += width
            }
        }
        return result
    }

    private static func divideBySums(_ values: inout [Double], _ classCounts: [Int]) {
        var start = 0
        while start < values.count {
            for count in classCounts {
                let row = start..<start + count
                start += count
                var sum = 0.0
                for index in row { sum += values[index] }
                if sum == 0 || sum == 1 { continue }
                for index in row { values[index] /= sum }
            }
        }
    }
}
