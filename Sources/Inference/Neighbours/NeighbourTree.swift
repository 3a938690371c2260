/// A tree over training rows, with a box or a ball around the rows of each node.
///
/// - Source: the state of `sklearn.neighbors.KDTree` and `BallTree`.
package struct NeighbourTree: Sendable {
    package enum Shape: Sendable {
        case boxes
        case balls
    }

    /// Node 0 is the root; the children of node i are 2 i + 1 and 2 i + 2.
    package struct Node: Sendable {
        /// The rows of the node, places in ``NeighbourTree/order``.
        let start: Int
        let end: Int
        let isLeaf: Bool
        /// Of a ball.
        let radius: Double

        package init(start: Int, end: Int, isLeaf: Bool, radius: Double) {
            self.start = start
            self.end = end
            self.isLeaf = isLeaf
            self.radius = radius
        }
    }

    let shape: Shape
    let nodes: [Node]
    /// The lowest corners of all boxes, then the highest; the centres of balls.
    ///
    /// Shape `[2 or 1, nodes, featureCount]`.
    let bounds: [Double]
    /// The training rows, node after node.
    let order: [Int]

    package init(shape: Shape, nodes: [Node], bounds: [Double], order: [Int]) {
        self.shape = shape
        self.nodes = nodes
        self.bounds = bounds
        self.order = order
    }

    var memoryBytes: Int { 32 * nodes.count + 8 * (bounds.count + order.count) }

    /// Makes sure that each walk comes to an end, and to each row once.
    func check(rowCount: Int, featureCount: Int) throws(ModelStructureError) {
        let (corners, overflow) = nodes.count.multipliedReportingOverflow(by: featureCount)
        guard !overflow, bounds.count / (shape == .boxes ? 2 : 1) == corners, !bounds.contains(where: \.isNaN) else {
            throw ModelStructureError("\(nodes.count) nodes of a tree have \(bounds.count) bounds, or one is no number")
        }
        var seen = [Bool](repeating: false, count: rowCount)
        for row in order where seen.indices.contains(row) { seen[row] = true }
        guard order.count == rowCount, seen.allSatisfy({ $0 }), let root = nodes.first, root.start == 0,
            root.end == rowCount
        else {
            throw ModelStructureError("A tree has not each of \(rowCount) rows once")
        }
        try checkNodes()
    }

    /// The children of each node that can be reached share its rows.
    private func checkNodes() throws(ModelStructureError) {
        var pending = [0]
        while let index = pending.popLast() {
            let node = nodes[index]
            guard node.start <= node.end, !node.radius.isNaN else {
                throw ModelStructureError("Node \(index) of a tree has no rows or no radius")
            }
            if node.isLeaf { continue }
            let (left, right) = (2 * index + 1, 2 * index + 2)
            guard right < nodes.count, nodes[left].start == node.start, nodes[left].end == nodes[right].start,
                nodes[right].end == node.end
            else {
                throw ModelStructureError("The children of node \(index) of a tree do not share its rows")
            }
            pending += [left, right]
        }
    }
}
