/// The trees of histogram-based boosting in one array, whose leaves are added up.
///
/// They compare 64-bit numbers, take missing values and split categories; otherwise the layout is that of a
/// ``TreeEnsemble``.
package struct HistogramEnsemble: Sendable {
    package let featureCount: Int
    /// The sums of a row; tree *t* adds its leaf to sum *t* modulo `outputCount`.
    package let outputCount: Int
    private(set) var nodes: [HistogramNode] = []
    /// For each node what a leaf adds; 0 for a split.
    private(set) var values: [Double] = []
    private(set) var roots: [TreeRoot] = []
    /// Sets of categories that go left, four words each.
    private(set) var categoryWords: [UInt64] = []
    /// For each feature of the trees the feature of a row that it is, and the categories that are known of it; nil when
    /// trees count features as rows do, and all are numbers.
    private let features: [Feature]?

    /// A feature of the trees.
    package struct Feature: Sendable {
        /// The feature of a row that it is.
        package let column: Int
        /// The categories that training saw; nil for a number.
        package let known: CategorySet?

        package init(column: Int, known: CategorySet?) {
            self.column = column
            self.known = known
        }
    }

    /// No trees yet; ``append(_:)`` adds them and ``checkComplete()`` comes last.
    ///
    /// - Parameter features: what the trees count as features, `featureCount` of them, for boosting puts categories first;
    ///   nil when they are those of the rows, and all are numbers.
    package init(featureCount: Int, features: [Feature]?, outputCount: Int) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(featureCount), outputCount > 0, outputCount < Int(Int32.max),
            features?.count ?? featureCount == featureCount,
            features?.allSatisfy({ (0..<featureCount).contains($0.column) }) ?? true
        else { throw ModelStructureError("Boosted trees of \(outputCount) outputs have \(featureCount) features") }
        self.featureCount = featureCount
        self.features = features
        self.outputCount = outputCount
    }

    package var treeCount: Int { roots.count }
    package var nodeCount: Int { nodes.count }

    package var memoryBytes: Int {
        nodes.count * (MemoryLayout<HistogramNode>.stride + 8) + roots.count * MemoryLayout<TreeRoot>.stride
            + categoryWords.count * 8 + (features?.count ?? 0) * MemoryLayout<Feature>.stride
    }

    /// - Throws: ``ModelStructureError`` for a tree of other features, and for more than 2³¹ nodes.
    /// - Complexity: O(nodes of the tree).
    package mutating func append(_ tree: HistogramTable) throws(ModelStructureError) {
        let table = tree.table
        guard table.featureCount == featureCount else {
            throw ModelStructureError("The trees of a model differ in their features")
        }
        guard nodes.count + table.nodeCount < Int(Int32.max) else {
            throw ModelStructureError("A model has more than 2147483647 nodes")
        }
        let layout = TreeLayout(table)
        let root = Int32(truncatingIfNeeded: nodes.count)
        for place in layout.sources.indices {
            let source = Int(layout.sources[place])
            let left = root &+ layout.lefts[place]
            if table.isLeaf(source) {
                nodes.append(.leaf(at: left))
                values.append(table.values[source])
            } else {
                nodes.append(try split(tree, source, left: left))
                values.append(0)
            }
        }
        let firstSum = Int32(truncatingIfNeeded: roots.count % outputCount)
        roots.append(TreeRoot(node: root, depth: layout.depth, firstSum: firstSum))
    }

    /// - Throws: ``ModelStructureError`` when there are not as many trees as the sums need; none at all are as many as
    ///   the start needs.
    package func checkComplete() throws(ModelStructureError) {
        guard roots.count.isMultiple(of: outputCount) else {
            throw ModelStructureError("\(roots.count) trees make \(outputCount) sums")
        }
    }

    private mutating func split(
        _ tree: HistogramTable,
        _ source: Int,
        left: Int32
    ) throws(ModelStructureError) -> HistogramNode {
        let columns = tree.table.columns
        let feature = features?[Int(columns.feature[source])]
        let column = feature.map { Int32(truncatingIfNeeded: $0.column) } ?? columns.feature[source]
        let missingGoesLeft = columns.missingGoesLeft?[source] == true
        let set = Int(tree.categorySets[source])
        guard set >= 0 else {
            return .split(
                feature: column,
                threshold: columns.threshold[source],
                missingGoesLeft: missingGoesLeft,
                left: left
            )
        }
        guard let known = feature?.known else {
            throw ModelStructureError("A tree splits the categories of feature \(column), which has none")
        }
        // What training did not see goes where missing values go.
        let goingLeft = missingGoesLeft ? tree.goingLeft[set].adding(allBut: known) : tree.goingLeft[set]
        let start = categoryWords.count
        categoryWords += [goingLeft.words.0, goingLeft.words.1, goingLeft.words.2, goingLeft.words.3]
        return .split(feature: column, categories: start, missingGoesLeft: missingGoesLeft, left: left)
    }
}
