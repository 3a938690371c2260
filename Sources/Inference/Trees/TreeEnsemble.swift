/// Many decision trees in one array, whose leaves are added up.
///
/// The children of a node are neighbours and leaves lead to themselves, so that a step down is the same few
/// instructions for every node. Several descents run at once: most of their time is waiting for memory.
package struct TreeEnsemble: Sendable {
    package let featureCount: Int
    /// The values of a leaf.
    package let valueCount: Int
    /// The sums of a row.
    ///
    /// Tree *t* adds its leaf to the sums from *t · valueCount* on, modulo `outputCount`: all trees to
    /// all sums in a forest, and one after the other when boosting.
    package let outputCount: Int
    private(set) var nodes: [TreeNode] = []
    private(set) var roots: [TreeRoot] = []
    private(set) var values: [Double] = []
    /// Whether the trees say where a missing value goes.
    private(set) var acceptsMissing = true
    /// For each class the values of leaves that are of this class alone, which most leaves of a grown forest are; -1
    /// until there is one.
    private var pureValues: [Int32]

    /// No trees yet; ``append(_:scaledBy:)`` adds them and ``checkComplete()`` comes last.
    ///
    /// - Parameter nodeCount: of all trees together, for which memory is set aside.
    /// - Throws: ``ModelStructureError`` for counts of values that no model has.
    package init(
        featureCount: Int,
        valueCount: Int,
        outputCount: Int,
        nodeCount: Int = 0
    ) throws(ModelStructureError) {
        guard valueCount > 0, outputCount > 0, outputCount < Int(Int32.max), outputCount.isMultiple(of: valueCount)
        else { throw ModelStructureError("Trees of \(valueCount) values make \(outputCount) sums") }
        self.featureCount = featureCount
        self.valueCount = valueCount
        self.outputCount = outputCount
        pureValues = valueCount == 1 ? [] : [Int32](repeating: -1, count: valueCount)
        guard nodeCount < Int(Int32.max) else { throw Self.tooLarge }
        nodes.reserveCapacity(nodeCount)
        if valueCount == 1 { values.reserveCapacity(nodeCount / 2 + 1) }
    }

    /// - Throws: ``ModelStructureError`` for no trees, for trees of different shapes, and for more than 2³¹ nodes.
    /// - Complexity: O(nodes).
    package init(
        _ tables: some Sequence<TreeTable>,
        featureCount: Int,
        valueCount: Int,
        outputCount: Int
    ) throws(ModelStructureError) {
        try self.init(featureCount: featureCount, valueCount: valueCount, outputCount: outputCount)
        for table in tables { try append(table) }
        try checkComplete()
    }

    package var treeCount: Int { roots.count }
    package var nodeCount: Int { nodes.count }
    package var depth: Int { roots.reduce(0) { max($0, Int($1.depth)) } }

    package var memoryBytes: Int {
        nodes.count * MemoryLayout<TreeNode>.stride + roots.count * MemoryLayout<TreeRoot>.stride + values.count * 8
    }

    // MARK: Adding trees

    /// Adds a tree.
    ///
    /// - Parameters:
    ///   - factor: what the values of its leaves are multiplied by.
    ///   - columns: for a tree of some of the features, the feature that each of its own is.
    /// - Throws: ``ModelStructureError`` for a tree of another shape, a value that is not finite any more, and more than
    ///   2³¹ nodes.
    /// - Complexity: O(nodes of the tree).
    package mutating func append(
        _ table: TreeTable,
        scaledBy factor: Double = 1,
        columns: [Int]? = nil
    ) throws(ModelStructureError) {
        guard table.featureCount == columns?.count ?? featureCount, table.valueCount == valueCount,
            columns?.allSatisfy((0..<featureCount).contains) ?? true
        else { throw ModelStructureError("The trees of a model differ in their features or classes") }
        guard nodes.count + table.nodeCount < Int(Int32.max), values.count + table.values.count < Int(Int32.max) else {
            throw Self.tooLarge
        }
        if table.columns.missingGoesLeft == nil { acceptsMissing = false }
        let firstSum = roots.count % (outputCount / valueCount) * valueCount
        let layout = TreeLayout(table)
        let root = Int32(truncatingIfNeeded: nodes.count)
        for place in layout.sources.indices {
            let source = Int(layout.sources[place])
            let left = root &+ layout.lefts[place]
            if table.isLeaf(source) {
                nodes.append(.leaf(at: left, values: try appendValues(table, source, factor)))
            } else {
                nodes.append(.split(table, source, columns, left: left))
            }
        }
        roots.append(TreeRoot(node: root, depth: layout.depth, firstSum: Int32(firstSum)))
    }

    /// - Throws: ``ModelStructureError`` when there are no trees, or not as many as the sums need.
    package func checkComplete() throws(ModelStructureError) {
        guard !roots.isEmpty, roots.count.isMultiple(of: outputCount / valueCount) else {
            throw ModelStructureError("\(roots.count) trees of \(valueCount) values make \(outputCount) sums")
        }
    }

    private mutating func appendValues(
        _ table: TreeTable,
        _ leaf: Int,
        _ factor: Double
    ) throws(ModelStructureError) -> Int32 {
        let start = Int32(truncatingIfNeeded: values.count)
        let range = leaf * valueCount..<(leaf + 1) * valueCount
        if let pureClass = pureClass(table.values, range), factor == 1 {
            if pureValues[pureClass] >= 0 { return pureValues[pureClass] }
            pureValues[pureClass] = start
        }
        for index in range {
            let value = table.values[index] * factor
            guard value.isFinite else { throw ModelStructureError("A leaf of a tree has a value that is not finite") }
            values.append(value)
        }
        return start
    }

    /// The class of a leaf of one class alone.
    private func pureClass(_ values: [Double], _ range: Range<Int>) -> Int? {
        guard valueCount > 1 else { return nil }
        var found: Int?
        for index in range where values[index] != 0 {
            guard found == nil, values[index] == 1 else { return nil }
            found = index - range.lowerBound
        }
        return found
    }

    private static let tooLarge = ModelStructureError("A model has more than 2147483647 nodes")
}
