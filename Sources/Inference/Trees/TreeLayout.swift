/// The nodes of one tree in the order in which an ensemble keeps them.
///
/// Siblings are neighbours, and what descends from a left child follows close behind.
struct TreeLayout {
    /// For each place the node of the table that comes there.
    private(set) var sources: [Int32] = [0]
    /// For each place that of its left child, which the right one follows; for a leaf, its own.
    private(set) var lefts: [Int32] = [0]
    /// The steps from the root to the lowest leaf.
    private(set) var depth: Int32 = 0

    /// A place whose descendants have none yet.
    private struct Open {
        let place: Int32
        let depth: Int32
    }

    /// - Complexity: O(nodes).
    init(_ table: TreeTable) {
        sources.reserveCapacity(table.nodeCount)
        lefts.reserveCapacity(table.nodeCount)
        var open = [Open(place: 0, depth: 0)]
        while let next = open.popLast() {
            depth = max(depth, next.depth)
            let source = Int(sources[Int(next.place)])
            if !table.isLeaf(source) { split(table, source, next, &open) }
        }
    }

    private mutating func split(_ table: TreeTable, _ source: Int, _ parent: Open, _ open: inout [Open]) {
        let left = Int32(truncatingIfNeeded: sources.count)
        lefts[Int(parent.place)] = left
        sources.append(table.columns.left[source])
        sources.append(table.columns.right[source])
        lefts.append(left)
        lefts.append(left &+ 1)
        open.append(Open(place: left &+ 1, depth: parent.depth &+ 1))
        open.append(Open(place: left, depth: parent.depth &+ 1))
    }
}
