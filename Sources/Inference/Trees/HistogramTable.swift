/// One tree of histogram-based boosting: a ``TreeTable`` whose splits may be of categories.
package struct HistogramTable: Sendable {
    package let table: TreeTable
    /// For each node the index in ``goingLeft`` of its categories; -1 for a leaf and for a split at a threshold.
    package let categorySets: [Int32]
    /// Sets of categories that go left.
    package let goingLeft: [CategorySet]

    /// - Parameter table: with a value for each leaf; it says where missing values go.
    /// - Throws: ``ModelStructureError`` for a set that is not there.
    package init(
        _ table: TreeTable,
        categorySets: [Int32],
        goingLeft: [CategorySet]
    ) throws(ModelStructureError) {
        guard table.valueCount == 1, table.columns.missingGoesLeft != nil, categorySets.count == table.nodeCount,
            categorySets.allSatisfy({ $0 >= -1 && Int($0) < goingLeft.count })
        else { throw ModelStructureError("A tree of histogram-based boosting refers to categories that it lacks") }
        self.table = table
        self.categorySets = categorySets
        self.goingLeft = goingLeft
    }
}
