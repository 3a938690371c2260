import PickleReader

/// Tells what an estimator is made of from its attributes alone, so that it works for those that are not served too.
///
/// The graph may be hostile: nodes and levels are counted.
struct EstimatorSummary {
    private static let maximumNodes = 256
    private static let maximumDepth = 8
    private static let maximumTrees = 1_000_000
    private var nodeCount = 0
    /// Trees looked at, each time.
    private var treeCount = 0

    /// Such as `Pipeline(StandardScaler, LogisticRegression)`.
    static func line(of root: PickleValue) -> String {
        var summary = EstimatorSummary()
        return summary.node(root, depth: 0).map(line) ?? EstimatorObject.describe(root)
    }

    static func tree(of root: PickleValue) -> EstimatorNode? {
        var summary = EstimatorSummary()
        return summary.node(root, depth: 0)
    }

    private static func line(_ node: EstimatorNode) -> String {
        let sizes = node.facts.prefix(1).filter { $0.contains(" tree") || $0.contains(" node") }
        let parts = node.children.isEmpty ? sizes : node.children.map(line)
        return parts.isEmpty ? node.name : "\(node.name)(\(parts.joined(separator: ", ")))"
    }

    private mutating func node(_ value: PickleValue, depth: Int) -> EstimatorNode? {
        guard depth < Self.maximumDepth, nodeCount < Self.maximumNodes, let global = value.className,
            value.state?.kind == .dictionary
        else { return nil }
        nodeCount += 1
        let trees = trees(of: value)
        var children: [EstimatorNode] = []
        for part in trees.isEmpty ? Self.parts(of: value) : [] {
            if let child = node(part, depth: depth + 1) { children.append(child) }
        }
        let facts = Self.facts(of: value, trees)
        return EstimatorNode(
            name: global.name.printable,
            module: global.module.printable,
            facts: facts,
            children: children
        )
    }

    /// The trees of a forest (a list) or of boosting (an array), which are counted instead of shown.
    private mutating func trees(of value: PickleValue) -> [PickleValue] {
        guard let members = value["estimators_"], let count = members.memberCount,
            count <= Self.maximumTrees - treeCount
        else { return [] }
        treeCount += count
        return (members.array?.objects() ?? members.elements ?? []).compactMap { $0["tree_"] }
    }

    /// The estimators that an estimator is made of.
    private static func parts(of value: PickleValue) -> [PickleValue] {
        if let steps = elements(value["steps"]) { return steps.compactMap { elements($0)?.last } }
        for key in ["transformers_", "transformer_list"] {
            if let transformers = elements(value[key]) {
                return transformers.compactMap { elements($0)?.dropFirst().first }
            }
        }
        if let best = value["best_estimator_"] { return [best] }
        return elements(value["estimators_"]) ?? value["estimator"].map { [$0] } ?? []
    }

    /// The members of a list that is short enough to show.
    private static func elements(_ value: PickleValue?) -> [PickleValue]? {
        guard let value, let count = value.memberCount, count <= maximumNodes else { return nil }
        return value.elements
    }

    // MARK: Facts

    private static func facts(of value: PickleValue, _ trees: [PickleValue]) -> [String] {
        if let tree = value["tree_"] { return treeFacts([tree], isEnsemble: false) }
        if !trees.isEmpty { return treeFacts(trees, isEnsemble: true) }
        if let shape = value["coef_"]?.array?.shape { return ["coefficients \(shape)"] }
        if let width = value["n_features_in_"]?.integer { return [counted(width, "feature")] }
        return []
    }

    private static func treeFacts(_ trees: [PickleValue], isEnsemble: Bool) -> [String] {
        var nodes = 0
        var depth = 0
        for tree in trees {
            nodes = nodes &+ (tree["node_count"]?.integer ?? 0)
            depth = max(depth, tree["max_depth"]?.integer ?? 0)
        }
        let facts = [counted(nodes, "node"), "depth \(depth)"]
        return isEnsemble ? [counted(trees.count, "tree")] + facts : facts
    }

    private static func counted(_ count: Int, _ thing: String) -> String {
        "\(grouped(count)) \(thing)\(count == 1 ? "" : "s")"
    }

    /// 5312 as `5,312`.
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
