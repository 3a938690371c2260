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

    static func leaf(at index: Int, values: Int) -> TreeNode {
        TreeNode(threshold: .infinity, feature: 0, left: Int32(index), payload: Int32(values))
    }

    static func split(feature: Int, threshold: Double, missingGoesLeft: Bool, left: Int) -> TreeNode {
        TreeNode(
            threshold: roundedDown(threshold),
            feature: Int32(feature),
            left: Int32(left),
            payload: missingGoesLeft ? 1 : 0
        )
    }

    private static func roundedDown(_ threshold: Double) -> Float {
        let nearest = Float(threshold)
        return Double(nearest) > threshold ? nearest.nextDown : nearest
    }
}
