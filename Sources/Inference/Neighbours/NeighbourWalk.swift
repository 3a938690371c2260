/// The search for the training rows near one row.
///
/// All indices were checked when the tree was made.
struct NeighbourWalk {
    let index: NeighbourIndex
    let rows: UnsafePointer<Double>
    let question: UnsafePointer<Double>

    // MARK: The nearest

    /// - Source: `BinaryTree._query_single_depthfirst`.
    func findNearest(_ heap: inout NeighbourHeap) {
        guard let tree = index.tree else {
            for row in 0..<index.rowCount { heap.push(reduced(to: row), row) }
            return
        }
        findNearest(tree, node: 0, bound: reducedBound(tree, 0), &heap)
    }

    /// A node has at most as many levels below it as its number has bits.
    private func findNearest(_ tree: NeighbourTree, node: Int, bound: Double, _ heap: inout NeighbourHeap) {
        if bound > heap.largest { return }
        let (start, end) = (tree.nodes[node].start, tree.nodes[node].end)
        if tree.nodes[node].isLeaf {
            for place in start..<end { heap.push(reduced(to: place), tree.order[place]) }
            return
        }
        let (left, right) = (2 * node + 1, 2 * node + 2)
        let (leftBound, rightBound) = (reducedBound(tree, left), reducedBound(tree, right))
        if leftBound <= rightBound {
            findNearest(tree, node: left, bound: leftBound, &heap)
            findNearest(tree, node: right, bound: rightBound, &heap)
        } else {
            findNearest(tree, node: right, bound: rightBound, &heap)
            findNearest(tree, node: left, bound: leftBound, &heap)
        }
    }

    // MARK: All in a radius

    func findAll(within reducedRadius: Double, _ found: (Int, Double) -> Void) {
        guard let tree = index.tree else {
            for row in 0..<index.rowCount {
                let reduced = reduced(to: row)
                if reduced <= reducedRadius { found(row, reduced) }
            }
            return
        }
        findAll(tree, node: 0, within: reducedRadius, found)
    }

    private func findAll(
        _ tree: NeighbourTree,
        node: Int,
        within reducedRadius: Double,
        _ found: (Int, Double) -> Void
    ) {
        // A distance that was rounded up must not hide a row at exactly the radius.
        if reducedBound(tree, node) > reducedRadius * (1 + 1e-12) { return }
        guard tree.nodes[node].isLeaf else {
            findAll(tree, node: 2 * node + 1, within: reducedRadius, found)
            findAll(tree, node: 2 * node + 2, within: reducedRadius, found)
            return
        }
        for place in tree.nodes[node].start..<tree.nodes[node].end {
            let reduced = reduced(to: place)
            if reduced <= reducedRadius { found(tree.order[place], reduced) }
        }
    }

    // MARK: Distances

    @inline(__always)
    private func reduced(to place: Int) -> Double {
        index.metric.reduced(question, rows + place &* index.featureCount, index.featureCount)
    }

    /// No row of the node is nearer.
    private func reducedBound(_ tree: NeighbourTree, _ node: Int) -> Double {
        switch tree.shape {
        case .boxes: reducedBoundOfBox(tree, node)
        case .balls: reducedBoundOfBall(tree, node)
        }
    }

    private func reducedBoundOfBall(_ tree: NeighbourTree, _ node: Int) -> Double {
        let distance = tree.bounds.withUnsafeBufferPointer { bounds in
            guard let start = bounds.baseAddress else { return 0.0 }
            let reduced = index.metric.reduced(question, start + node * index.featureCount, index.featureCount)
            return index.metric.distance(ofReduced: reduced)
        }
        return index.metric.reduced(ofDistance: max(0, distance - tree.nodes[node].radius))
    }

    /// - Source: `min_rdist` of `sklearn.neighbors._kd_tree`.
    private func reducedBoundOfBox(_ tree: NeighbourTree, _ node: Int) -> Double {
        let width = index.featureCount
        let (low, high) = (node * width, (tree.nodes.count + node) * width)
        var sum = 0.0
        for feature in 0..<width {
            let (below, above) = (
                tree.bounds[low + feature] - question[feature], question[feature] - tree.bounds[high + feature]
            )
            let distance = 0.5 * ((below + abs(below)) + (above + abs(above)))
            switch index.metric {
            case .chebyshev: sum = max(sum, distance)
            case .manhattan: sum += distance
            case .minkowski(let power, _): sum += Mathematics.power(distance, power)
            default: sum += distance * distance
            }
        }
        return sum
    }
}
