/// Many decision trees in one array, whose leaves are added up.
///
/// The children of a node are neighbours and leaves lead to themselves, so that a step down is the same few
/// instructions for every node. Four descents run at once: most of their time is waiting for memory.
package struct TreeEnsemble: Sendable {
    struct Tree {
        let root: Int32
        let depth: Int32
    }

    package let featureCount: Int
    /// The values of a leaf.
    package let valueCount: Int
    /// The sums of a row.
    ///
    /// Tree *t* adds its leaf to the sums from *t · valueCount* on, modulo `outputCount`: all trees to
    /// all sums in a forest, and one after the other when boosting.
    package let outputCount: Int
    private(set) var nodes: [TreeNode] = []
    private(set) var trees: [Tree] = []
    private(set) var values: [Double] = []
    /// Whether the trees say where a missing value goes.
    private(set) var acceptsMissing = true

    /// - Throws: ``ModelStructureError`` for no trees, for trees of different shapes, and for more than 2³¹ nodes.
    /// - Complexity: O(nodes).
    package init(
        _ tables: some Sequence<TreeTable>,
        featureCount: Int,
        valueCount: Int,
        outputCount: Int
    ) throws(ModelStructureError) {
        self.featureCount = featureCount
        self.valueCount = valueCount
        self.outputCount = outputCount
        guard valueCount > 0, outputCount > 0, outputCount.isMultiple(of: valueCount) else {
            throw ModelStructureError("Trees of \(valueCount) values make \(outputCount) sums")
        }
        for table in tables { try append(table) }
        guard !trees.isEmpty, (trees.count * valueCount).isMultiple(of: outputCount) else {
            throw ModelStructureError("\(trees.count) trees of \(valueCount) values make \(outputCount) sums")
        }
    }

    package var treeCount: Int { trees.count }
    package var nodeCount: Int { nodes.count }
    package var depth: Int { trees.reduce(0) { max($0, Int($1.depth)) } }

    package var memoryBytes: Int {
        nodes.count * MemoryLayout<TreeNode>.stride + trees.count * MemoryLayout<Tree>.stride + values.count * 8
    }

    // MARK: Flattening

    /// A node of a table and the place it gets.
    private struct Move {
        let source: Int
        let destination: Int
        let depth: Int32
    }

    private mutating func append(_ table: TreeTable) throws(ModelStructureError) {
        guard table.featureCount == featureCount, table.valueCount == valueCount else {
            throw ModelStructureError("The trees of a model differ in their features or classes")
        }
        guard nodes.count + table.nodeCount < Int(Int32.max), values.count + table.values.count < Int(Int32.max) else {
            throw ModelStructureError("A model has more than 2147483647 nodes")
        }
        if table.columns.missingGoesLeft == nil { acceptsMissing = false }
        let root = nodes.count
        nodes.append(.leaf(at: root, values: 0))
        var depth: Int32 = 0
        var moves = [Move(source: 0, destination: root, depth: 0)]
        while let move = moves.popLast() {
            depth = max(depth, move.depth)
            place(table, move, &moves)
        }
        trees.append(Tree(root: Int32(root), depth: depth))
    }

    private mutating func place(_ table: TreeTable, _ move: Move, _ moves: inout [Move]) {
        let (source, destination) = (move.source, move.destination)
        guard !table.isLeaf(source) else {
            nodes[destination] = .leaf(at: destination, values: values.count)
            values += table.values[source * valueCount..<(source + 1) * valueCount]
            return
        }
        let left = nodes.count
        nodes[destination] = .split(
            feature: table.columns.feature[source],
            threshold: table.columns.threshold[source],
            missingGoesLeft: table.columns.missingGoesLeft?[source] ?? false,
            left: left
        )
        nodes.append(.leaf(at: left, values: 0))
        nodes.append(.leaf(at: left + 1, values: 0))
        moves.append(Move(source: table.columns.right[source], destination: left + 1, depth: move.depth + 1))
        moves.append(Move(source: table.columns.left[source], destination: left, depth: move.depth + 1))
    }
}
