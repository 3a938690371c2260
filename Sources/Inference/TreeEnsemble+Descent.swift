extension TreeEnsemble {
    /// Adds the leaves that each row reaches to its sums, tree after tree.
    ///
    /// - Parameters:
    ///   - rows: shape `[n, featureCount]`.
    ///   - sums: shape `[n, outputCount]`.
    /// - Complexity: O(n · trees · depth), no allocation.
    func add(_ rows: TreeInput, to sums: inout Matrix) {
        nodes.withUnsafeBufferPointer { nodes in
            values.withUnsafeBufferPointer { values in
                rows.values.withUnsafeBufferPointer { rowValues in
                    sums.values.withUnsafeMutableBufferPointer { sums in
                        let walk = Walk(ensemble: self, nodes: nodes, values: values, rows: rowValues, sums: sums)
                        rows.hasMissing ? walk.addWithMissing(rows.rowCount) : walk.add(rows.rowCount)
                    }
                }
            }
        }
    }

    /// The buffers of one call.
    ///
    /// Indices were validated when the trees were made, and nothing here checks them again.
    private struct Walk {
        let ensemble: TreeEnsemble
        let nodes: UnsafeBufferPointer<TreeNode>
        let values: UnsafeBufferPointer<Double>
        let rows: UnsafeBufferPointer<Float>
        let sums: UnsafeMutableBufferPointer<Double>

        /// Four rows at a time go down each tree; of the rows left over, each goes down four trees at a time.
        func add(_ rowCount: Int) {
            let grouped = rowCount & ~3
            if grouped > 0 {
                for tree in ensemble.trees.indices {
                    for row in stride(from: 0, to: grouped, by: 4) { addRows(row, tree) }
                }
            }
            for row in grouped..<rowCount {
                for tree in stride(from: 0, to: ensemble.trees.count, by: 4) { addTrees(tree, row) }
            }
        }

        private func addRows(_ row: Int, _ tree: Int) {
            let root = Int(ensemble.trees[tree].root)
            let width = ensemble.featureCount
            let first = row &* width
            let leaves = descend(
                (root, root, root, root),
                (first, first &+ width, first &+ 2 &* width, first &+ 3 &* width),
                steps: Int(ensemble.trees[tree].depth)
            )
            let sum = row &* ensemble.outputCount &+ firstSum(of: tree)
            addLeaf(leaves.0, at: sum)
            addLeaf(leaves.1, at: sum &+ ensemble.outputCount)
            addLeaf(leaves.2, at: sum &+ 2 &* ensemble.outputCount)
            addLeaf(leaves.3, at: sum &+ 3 &* ensemble.outputCount)
        }

        /// The last group repeats the last tree, and adds it once.
        private func addTrees(_ tree: Int, _ row: Int) {
            let last = ensemble.trees.count - 1
            let (second, third, fourth) = (min(tree + 1, last), min(tree + 2, last), min(tree + 3, last))
            let first = row &* ensemble.featureCount
            let leaves = descend(
                (root(tree), root(second), root(third), root(fourth)),
                (first, first, first, first),
                steps: max(max(depth(tree), depth(second)), max(depth(third), depth(fourth)))
            )
            let sum = row &* ensemble.outputCount
            addLeaf(leaves.0, at: sum &+ firstSum(of: tree))
            if tree + 1 <= last { addLeaf(leaves.1, at: sum &+ firstSum(of: second)) }
            if tree + 2 <= last { addLeaf(leaves.2, at: sum &+ firstSum(of: third)) }
            if tree + 3 <= last { addLeaf(leaves.3, at: sum &+ firstSum(of: fourth)) }
        }

        private func root(_ tree: Int) -> Int { Int(ensemble.trees[tree].root) }

        private func depth(_ tree: Int) -> Int { Int(ensemble.trees[tree].depth) }

        /// Which of a row's sums the tree adds to first.
        @inline(__always)
        private func firstSum(of tree: Int) -> Int {
            let (width, outputs) = (ensemble.valueCount, ensemble.outputCount)
            return outputs == width ? 0 : tree &* width % outputs
        }

        /// Four descents of at most `steps` steps, until all have arrived; those that arrive early stay at their leaf.
        @inline(__always)
        private func descend(
            _ roots: (Int, Int, Int, Int),
            _ rows: (Int, Int, Int, Int),
            steps: Int
        ) -> (Int, Int, Int, Int) {
            var (a, b, c, d) = roots
            for _ in 0..<steps {
                let (nextA, nextB, nextC, nextD) = (step(a, rows.0), step(b, rows.1), step(c, rows.2), step(d, rows.3))
                let moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d)
                (a, b, c, d) = (nextA, nextB, nextC, nextD)
                if moved == 0 { break }
            }
            return (a, b, c, d)
        }

        @inline(__always)
        private func step(_ index: Int, _ row: Int) -> Int {
            let node = nodes[index]
            return Int(node.left) &+ (rows[row &+ Int(node.feature)] <= node.threshold ? 0 : 1)
        }

        @inline(__always)
        private func addLeaf(_ leaf: Int, at sum: Int) {
            let value = Int(nodes[leaf].payload)
            for index in 0..<ensemble.valueCount { sums[sum &+ index] += values[value &+ index] }
        }

        /// The same with an eye on missing values, one descent at a time.
        func addWithMissing(_ rowCount: Int) {
            for tree in ensemble.trees.indices {
                for row in 0..<rowCount {
                    let leaf = leaf(from: root(tree), row * ensemble.featureCount)
                    addLeaf(leaf, at: row * ensemble.outputCount + firstSum(of: tree))
                }
            }
        }

        private func leaf(from root: Int, _ row: Int) -> Int {
            var index = root
            while Int(nodes[index].left) != index {
                let node = nodes[index]
                let value = rows[row + Int(node.feature)]
                let goesLeft = value.isNaN ? node.payload == 1 : value <= node.threshold
                index = Int(node.left) + (goesLeft ? 0 : 1)
            }
            return index
        }
    }
}
