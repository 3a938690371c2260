/// One step from node to node: the part of a descent that depends on what nodes look like.
///
/// Indices were validated when the trees were made, and nothing here checks them again.
protocol DescentStep {
    /// The node below; a leaf leads to itself.
    ///
    /// - Parameter row: where the values of the row begin.
    func next(_ node: Int, _ row: Int) -> Int

    /// Where the values of a leaf begin.
    func values(of leaf: Int) -> Int
}

/// What a descent of rows through trees works on.
struct Descent<Step: DescentStep> {
    let step: Step
    let roots: UnsafeBufferPointer<TreeRoot>
    let values: UnsafeBufferPointer<Double>
    /// Shape `[rowCount, outputCount]`.
    let sums: UnsafeMutableBufferPointer<Double>
    let featureCount: Int
    /// The values of a leaf.
    let valueCount: Int
    let outputCount: Int

    /// Adds the leaves that each row reaches to its sums, tree after tree.
    ///
    /// Eight rows at a time go down each tree; of the rows left over, each goes down eight trees at a time.
    /// - Complexity: O(n · trees · depth), no allocation.
    func add(rowCount: Int) {
        let grouped = rowCount & ~(DescentLanes.count - 1)
        if grouped > 0 {
            for tree in roots.indices {
                for row in stride(from: 0, to: grouped, by: DescentLanes.count) { addRows(row, roots[tree]) }
            }
        }
        for row in grouped..<rowCount {
            for tree in stride(from: 0, to: roots.count, by: DescentLanes.count) { addTrees(tree, row) }
        }
    }

    @inline(__always)
    private func addRows(_ row: Int, _ tree: TreeRoot) {
        var nodes = DescentLanes(repeating: Int(tree.node))
        while nodes.advance(by: step, row &* featureCount, stride: featureCount) {}
        let sum = row &* outputCount &+ Int(tree.firstSum)
        nodes.forEach(first: DescentLanes.count) { lane, leaf in addLeaf(leaf, at: sum &+ lane &* outputCount) }
    }

    /// The last group repeats the last tree, and adds it once.
    @inline(__always)
    private func addTrees(_ tree: Int, _ row: Int) {
        let count = min(DescentLanes.count, roots.count &- tree)
        var nodes = DescentLanes { Int(roots[tree &+ min($0, count &- 1)].node) }
        while nodes.advance(by: step, row &* featureCount, stride: 0) {}
        nodes.forEach(first: count) { lane, leaf in
            addLeaf(leaf, at: row &* outputCount &+ Int(roots[tree &+ lane].firstSum))
        }
    }

    @inline(__always)
    private func addLeaf(_ leaf: Int, at sum: Int) {
        let value = step.values(of: leaf)
        for index in 0..<valueCount { sums[sum &+ index] += values[value &+ index] }
    }
}
