/// Goes down a tree, each time to the nearer of two centres.
///
/// - Source: `sklearn.cluster.BisectingKMeans.predict`.
package struct BisectingClusterer: MatrixModel {
    package struct Node: Sendable {
        /// Further down in the list of nodes; nil for a leaf.
        package var children: (left: Int, right: Int)?
        /// The cluster of a leaf.
        package var label: Int
        /// Shape `[featureCount]`; that of the root is not looked at.
        package var centre: [Double]

        package init(children: (left: Int, right: Int)?, label: Int, centre: [Double]) {
            self.children = children
            self.label = label
            self.centre = centre
        }
    }

    private let nodes: [Node]
    package let signature: ModelSignature

    /// - Parameter nodes: the root first.
    package init(
        _ nodes: [Node],
        clusterCount: Int,
        featureCount: Int,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount), (1...max(1, nodes.count)).contains(clusterCount)
        else {
            throw ModelStructureError("\(nodes.count) nodes make \(clusterCount) clusters of \(featureCount) features")
        }
        for (index, node) in nodes.enumerated() {
            guard index == 0 || node.centre.count == featureCount && node.centre.allSatisfy(\.isFinite) else {
                throw ModelStructureError(
                    "The centre of node \(index) has \(node.centre.count) features, or one is none"
                )
            }
            if let (left, right) = node.children {
                let further = index + 1..<max(nodes.count, index + 1)
                guard further.contains(left), further.contains(right) else {
                    throw ModelStructureError("The children of node \(index) are \(left) and \(right)")
                }
            } else if !(0..<clusterCount).contains(node.label) {
                throw ModelStructureError("Node \(index) is cluster \(node.label) of \(clusterCount)")
            }
        }
        self.nodes = nodes
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames,
            task: .classification(classes: (0..<clusterCount).map { .integer($0) })
        )
    }

    package var memoryBytes: Int { nodes.reduce(0) { $0 + 64 + 8 * $1.centre.count } }

    /// - Complexity: O(n · depth · featureCount).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        var indices: [Int] = []
        rows.forEachRow { _, row in
            var node = 0
            while let (left, right) = nodes[node].children {
                node = squaredDistance(row, right) < squaredDistance(row, left) ? right : left
            }
            indices.append(nodes[node].label)
        }
        return Prediction(outcome: .classIndices(indices))
    }

    private func squaredDistance(_ row: UnsafeBufferPointer<Double>, _ node: Int) -> Double {
        nodes[node].centre.withUnsafeBufferPointer { centre in
            var sum = 0.0
            for index in row.indices {
                let difference = row[index] - centre[index]
                sum += difference * difference
            }
            return sum
        }
    }
}
