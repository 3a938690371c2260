/// One decision tree as columns, a value for each node: the layout in which libraries keep them.
///
/// It holds together once it was made: the root is node 0, every child stands behind its parent and has no other,
/// features exist and thresholds are numbers. So walking down ends, whoever wrote the file.
package struct TreeTable: Sendable {
    /// What a node has, shape `[nodeCount]` each.
    package struct Columns: Sendable {
        /// The node for values up to the threshold, and the one for values above; -1 for a leaf in both.
        package var left: [Int32]
        package var right: [Int32]
        package var feature: [Int32]
        package var threshold: [Double]
        /// Where a missing value goes; nil when the tree takes none.
        package var missingGoesLeft: [Bool]?

        package init(left: [Int32], right: [Int32], feature: [Int32], threshold: [Double], missingGoesLeft: [Bool]?) {
            self.left = left
            self.right = right
            self.feature = feature
            self.threshold = threshold
            self.missingGoesLeft = missingGoesLeft
        }
    }

    package let columns: Columns
    /// Shape `[nodeCount, valueCount]`; only those of leaves are used.
    package let values: [Double]
    package let valueCount: Int
    package let featureCount: Int

    package var nodeCount: Int { columns.left.count }

    package init(
        _ columns: Columns,
        values: [Double],
        valueCount: Int,
        featureCount: Int
    ) throws(ModelStructureError) {
        self.columns = columns
        self.values = values
        self.valueCount = valueCount
        self.featureCount = featureCount
        try checkShapes()
        try checkNodes()
    }

    package func isLeaf(_ node: Int) -> Bool { columns.left[node] == -1 }

    private func checkShapes() throws(ModelStructureError) {
        let count = nodeCount
        guard count > 0, count < Int(Int32.max), valueCount > 0, ModelSignature.featureCounts.contains(featureCount)
        else {
            throw ModelStructureError("A tree has \(count) nodes of \(valueCount) values over \(featureCount) features")
        }
        let (valuesNeeded, overflow) = count.multipliedReportingOverflow(by: valueCount)
        let counts = [columns.right.count, columns.feature.count, columns.threshold.count]
        guard counts.allSatisfy({ $0 == count }), (columns.missingGoesLeft?.count ?? count) == count, !overflow,
            values.count == valuesNeeded
        else { throw ModelStructureError("A tree of \(count) nodes has columns of other lengths") }
    }

    private func checkNodes() throws(ModelStructureError) {
        var hasParent = [Bool](repeating: false, count: nodeCount)
        for node in 0..<nodeCount {
            if isLeaf(node) {
                try checkLeaf(node)
            } else {
                try checkSplit(node)
                try claim(columns.left[node], of: node, &hasParent)
                try claim(columns.right[node], of: node, &hasParent)
            }
        }
    }

    private func checkLeaf(_ node: Int) throws(ModelStructureError) {
        guard columns.right[node] == -1 else { throw ModelStructureError("Node \(node) of a tree has one child") }
        for index in node * valueCount..<(node + 1) * valueCount where !values[index].isFinite {
            throw ModelStructureError("Leaf \(node) of a tree has a value that is not finite")
        }
    }

    private func checkSplit(_ node: Int) throws(ModelStructureError) {
        let feature = columns.feature[node]
        guard feature >= 0, Int(feature) < featureCount else {
            throw ModelStructureError("Node \(node) of a tree asks for feature \(feature) of \(featureCount)")
        }
        // Infinity separates what is there from what is missing.
        guard columns.threshold[node].isFinite || columns.threshold[node] == .infinity else {
            throw ModelStructureError("Node \(node) of a tree compares with \(columns.threshold[node])")
        }
    }

    private func claim(_ child: Int32, of parent: Int, _ hasParent: inout [Bool]) throws(ModelStructureError) {
        let child = Int(child)
        guard child > parent, child < hasParent.count, !hasParent[child] else {
            throw ModelStructureError(
                "Node \(parent) of a tree leads to node \(child) of \(nodeCount), which makes it no tree"
            )
        }
        hasParent[child] = true
    }
}
