extension HistogramEnsemble {
    /// Adds the leaves that each row reaches to its sums, tree after tree.
    ///
    /// - Parameters:
    ///   - rows: shape `[n, featureCount]`; NaN where a value is missing.
    ///   - sums: shape `[n, outputCount]`.
    /// - Complexity: O(n · trees · depth), no allocation.
    func add(_ rows: Matrix, to sums: inout Matrix) {
        nodes.withUnsafeBufferPointer { nodes in
            rows.values.withUnsafeBufferPointer { values in
                categoryWords.withUnsafeBufferPointer { words in
                    if !words.isEmpty {
                        descend(CategoryStep(nodes: nodes, rows: values, words: words), rows.rowCount, &sums)
                    } else if values.contains(where: \.isNaN) {
                        descend(MissingStep(nodes: nodes, rows: values), rows.rowCount, &sums)
                    } else {
                        descend(PlainStep(nodes: nodes, rows: values), rows.rowCount, &sums)
                    }
                }
            }
        }
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
                        valueCount: 1,
                        outputCount: outputCount
                    ).add(rowCount: rowCount)
                }
            }
        }
    }

    /// Neither categories nor missing values.
    private struct PlainStep: DescentStep {
        let nodes: UnsafeBufferPointer<HistogramNode>
        let rows: UnsafeBufferPointer<Double>

        @inline(__always)
        func next(_ index: Int, _ row: Int) -> Int {
            let node = nodes[index]
            return Int(node.left) &+ (rows[row &+ node.feature] <= node.threshold ? 0 : 1)
        }

        @inline(__always)
        func values(of leaf: Int) -> Int { leaf }
    }

    /// No categories.
    private struct MissingStep: DescentStep {
        let nodes: UnsafeBufferPointer<HistogramNode>
        let rows: UnsafeBufferPointer<Double>

        @inline(__always)
        func next(_ index: Int, _ row: Int) -> Int {
            let node = nodes[index]
            if Int(node.left) == index { return index }
            let value = rows[row &+ node.feature]
            let goesLeft = value.isNaN ? node.missingGoesLeft : value <= node.threshold
            return Int(node.left) &+ (goesLeft ? 0 : 1)
        }

        @inline(__always)
        func values(of leaf: Int) -> Int { leaf }
    }

    private struct CategoryStep: DescentStep {
        let nodes: UnsafeBufferPointer<HistogramNode>
        let rows: UnsafeBufferPointer<Double>
        let words: UnsafeBufferPointer<UInt64>

        @inline(__always)
        func next(_ index: Int, _ row: Int) -> Int {
            let node = nodes[index]
            if Int(node.left) == index { return index }
            let value = rows[row &+ node.feature]
            let goesLeft =
                if value.isNaN {
                    node.missingGoesLeft
                } else if node.isOfCategories {
                    value < 0 ? node.missingGoesLeft : contains(value, node.categories)
                } else {
                    value <= node.threshold
                }
            return Int(node.left) &+ (goesLeft ? 0 : 1)
        }

        @inline(__always)
        private func contains(_ value: Double, _ set: Int) -> Bool {
            let category = CategorySet.category(of: value)
            return words[set &+ Int(category >> 6)] >> UInt64(category & 63) & 1 == 1
        }

        @inline(__always)
        func values(of leaf: Int) -> Int { leaf }
    }
}
