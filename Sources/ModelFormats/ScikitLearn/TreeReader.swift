import Inference
import PickleReader

/// Reads `sklearn.tree._tree.Tree`: `(feature count, class counts, output count)` with the state
/// `{max_depth, node_count, nodes, values}`.
///
/// A node has 56 bytes up to scikit-learn 1.2 and 64 from 1.3 on, with a flag for missing values.
struct TreeReader {
    let owner: EstimatorObject
    private let featureCount: Int
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

    /// A tree whose leaves hold the share of each class.
    ///
    /// Counts become shares as `predict_proba` did before scikit-learn 1.4, which stores shares.
    func classifier(classCount: Int) throws(ModelFileError) -> TreeTable {
        guard values.shape.count == 3, values.shape[1] == 1, values.shape[2] == classCount else {
            throw ModelFileError(.malformed, "A tree of the \(owner.name) has values of shape \(values.shape)")
        }
        var shares = try readValues()
        if owner.context.version < .release(1, 4) { Self.divideByRowSums(&shares, width: classCount) }
        return try table(shares, valueCount: classCount)
    }

    /// A tree whose leaves hold a number for each output.
    func regressor() throws(ModelFileError) -> TreeTable {
        guard values.shape.count == 3, values.shape[2] == 1 else {
            throw ModelFileError(.malformed, "A tree of the \(owner.name) has values of shape \(values.shape)")
        }
        return try table(readValues(), valueCount: values.shape[1])
    }

    /// Whether the estimator takes a NaN when it predicts.
    ///
    /// - Source: `BaseDecisionTree._support_missing_values` and the tags of its subclasses.
    var acceptsMissing: Bool {
        let version = owner.context.version
        let criteria = ["gini", "log_loss", "entropy", "squared_error", "friedman_mse", "poisson"]
        guard nodes.hasField("missing_go_to_left"), criteria.contains(owner["criterion"]?.text ?? "") else {
            return false
        }
        let isConstrained = owner["monotonic_cst"].map { !$0.isNone } ?? false
        guard !isConstrained || version >= .release(1, 9) else { return false }
        return switch owner["splitter"]?.text {
        case "best": !owner.name.hasPrefix("ExtraTree")
        case "random": version >= .release(1, 6)
        default: false
        }
    }

    private func table(_ values: [Double], valueCount: Int) throws(ModelFileError) -> TreeTable {
        let columns = TreeTable.Columns(
            left: try integers("left_child"),
            right: try integers("right_child"),
            feature: try integers("feature"),
            threshold: try thresholds(),
            missingGoesLeft: nodes.hasField("missing_go_to_left")
                ? try integers("missing_go_to_left").map { $0 != 0 } : nil
        )
        return try owner.making { () throws(ModelStructureError) in
            try TreeTable(columns, values: values, valueCount: valueCount, featureCount: featureCount)
        }
    }

    private func integers(_ field: String) throws(ModelFileError) -> [Int] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.integers(field: field) else { throw missing(field) }
        return values
    }

    private func thresholds() throws(ModelFileError) -> [Double] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.doubles(field: "threshold") else { throw missing("threshold") }
        return values
    }

    private func readValues() throws(ModelFileError) -> [Double] {
        try owner.context.spend(values.count)
        guard let numbers = values.doubles() else { throw missing("values") }
        return numbers
    }

    private func missing(_ what: String) -> ModelFileError {
        ModelFileError(.malformed, "A tree of the \(owner.name) has no \(what), or not as numbers")
    }

    private static func divideByRowSums(_ values: inout [Double], width: Int) {
        guard width > 0 else { return }
        for start in stride(from: 0, to: values.count, by: width) {
            let row = start..<start + width
            let sum = values[row].reduce(0, +)
            if sum != 0 {
                for index in row { values[index] /= sum }
            }
        }
    }
}
