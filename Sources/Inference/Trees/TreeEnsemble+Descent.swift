extension TreeEnsemble {
    /// Adds the leaves that each row reaches to its sums, tree after tree.
    ///
    /// - Parameters:
    ///   - rows: shape `[n, featureCount]`.
    ///   - sums: shape `[n, outputCount]`.
    /// - Complexity: O(n · trees · depth), no allocation.
    func add(_ rows: TreeInput, to sums: inout Matrix) {
        nodes.withUnsafeBufferPointer { nodes in
            rows.values.withUnsafeBufferPointer { values in
                if rows.hasMissing {
                    descend(MissingStep(nodes: nodes, rows: values), rows.rowCount, &sums)
                } else {
                    descend(PlainStep(nodes: nodes, rows: values), rows.rowCount, &sums)
                }
            }
        }
    }

    /// The mean over all trees; shape `[n, outputCount]`.
    func means(of rows: TreeInput) -> Matrix {
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        add(rows, to: &sums)
        let count = Double(treeCount)
        for index in sums.values.indices { sums.values[index] /= count }
        return sums
    }

    private func descend(_ step: some DescentStep, _ rowCount: Int, _ sums: inout Matrix) {
        roots.withUnsafeBufferPointer { roots in
            values.withUnsafeBufferPointer { values in
                sums.values.withUnsafeMutableBufferPointer { sums in
                    Descent(
                        step: step,
                        roots: roots,
                        values: values,
                        sums: sums,
                        featureCount: featureCount,
                        valueCount: valueCount,
                        outputCount: outputCount
                    ).add(rowCount: rowCount)
                }
            }
        }
    }

    private struct PlainStep: DescentStep {
        let nodes: UnsafeBufferPointer<TreeNode>
        let rows: UnsafeBufferPointer<Float>

        @inline(__always)
        func next(_ index: Int, _ row: Int) -> Int {
            let node = nodes[index]
            return Int(node.left) &+ (rows[row &+ Int(node.feature)] <= node.threshold ? 0 : 1)
        }

        @inline(__always)
        func values(of leaf: Int) -> Int { Int(nodes[leaf].payload) }
    }

    /// The same with an eye on missing values.
    private struct MissingStep: DescentStep {
        let nodes: UnsafeBufferPointer<TreeNode>
        let rows: UnsafeBufferPointer<Float>

        @inline(__always)
        func next(_ index: Int, _ row: Int) -> Int {
            let node = nodes[index]
            if Int(node.left) == index { return index }
            let value = rows[row &+ Int(node.feature)]
            let goesLeft = value.isNaN ? node.payload == 1 : value <= node.threshold
            return Int(node.left) &+ (goesLeft ? 0 : 1)
        }

        @inline(__always)
        func values(of leaf: Int) -> Int { Int(nodes[leaf].payload) }
    }
}
