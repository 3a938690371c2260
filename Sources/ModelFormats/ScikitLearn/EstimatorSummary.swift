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
        let members = node.children.filter { !$0.module.isEmpty }
        let parts = members.isEmpty ? sizes : members.map(line)
        let name = parts.isEmpty ? node.name : "\(node.name)(\(parts.joined(separator: ", ")))"
        guard let last = node.facts.last, last.hasSuffix(alike) else { return name }
        return "\(last.dropLast(alike.count)) × \(name)"
    }

    /// What follows the number of estimators of one class that are shown as one.
    private static let alike = " of them"

    private mutating func node(_ value: PickleValue, depth: Int) -> EstimatorNode? {
        guard depth < Self.maximumDepth, nodeCount < Self.maximumNodes, let global = value.className,
            value.state?.kind == .dictionary
        else { return nil }
        nodeCount += 1
        let trees = trees(of: value)
        var children: [EstimatorNode] = []
        for part in trees.isEmpty ? EstimatorPart.parts(of: value, atMost: Self.maximumNodes) : [] {
            if let child = child(part, depth: depth + 1) { children.append(child) }
        }
        let facts = Self.facts(of: value, trees)
        return EstimatorNode(
            name: global.name.printable,
            module: global.module.printable,
            facts: facts,
            children: children
        )
    }

    private mutating func child(_ part: EstimatorPart, depth: Int) -> EstimatorNode? {
        var facts: [String] = []
        if let columns = part.columns { facts.append(columns) }
        if part.count > 1 { facts.append("\(part.count)\(Self.alike)") }
        if let word = part.value.text, nodeCount < Self.maximumNodes {
            nodeCount += 1
            return EstimatorNode(name: String(word.prefix(20)).printable, module: "", facts: facts, children: [])
        }
        guard let node = node(part.value, depth: depth) else { return nil }
        return EstimatorNode(
            name: node.name,
            module: node.module,
            facts: node.facts + facts,
            children: node.children
        )
    }

    /// The trees of a forest (a list) or of boosting (an array), which are counted instead of shown.
    private mutating func trees(of value: PickleValue) -> [PickleValue] {
        guard let members = value["estimators_"], let count = members.memberCount,
            count <= Self.maximumTrees - treeCount
        else { return [] }
        treeCount += count
        let trees = (members.array?.objects() ?? members.elements ?? []).map { $0["tree_"] }
        let isForest = value["le_"] == nil && value["stack_method_"] == nil && trees.allSatisfy { $0 != nil }
        return isForest ? trees.compactMap { $0 } : []
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
