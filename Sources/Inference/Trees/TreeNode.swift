/// A node of a ``TreeEnsemble``, 16 bytes.
struct TreeNode {
    /// The largest 32-bit float that goes left; infinity for a leaf.
    ///
    /// Features are 32-bit floats too, so comparing with it says the same as
    /// comparing with the 64-bit threshold.
    var threshold: Float
    /// 0 for a leaf.
    var feature: Int32
    /// The left child, which the right one follows; for a leaf, the leaf itself.
    var left: Int32
    /// For a leaf, where its values begin; for a split, 1 when a missing value goes left.
    var payload: Int32

    static func leaf(at index: Int32, values: Int32) -> TreeNode {
        TreeNode(threshold: .infinity, feature: 0, left: index, payload: values)
    }

    /// - Parameter columns: the feature that each feature of the table is; nil for the same.
    static func split(_ table: TreeTable, _ source: Int, _ columns: [Int]?, left: Int32) -> TreeNode {
        let feature = table.columns.feature[source]
        return TreeNode(
            threshold: roundedDown(table.columns.threshold[source]),
            feature: columns.map { Int32(truncatingIfNeeded: $0[Int(feature)]) } ?? feature,
            left: left,
            payload: table.columns.missingGoesLeft?[source] == true ? 1 : 0
        )
    }

    private static func roundedDown(_ threshold: Double) -> Float {
        let nearest = Float(threshold)
        return Double(nearest) > threshold ? nearest.nextDown : nearest
    }
}
