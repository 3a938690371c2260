/// A node of a ``HistogramEnsemble``, 16 bytes.
struct HistogramNode {
    /// The largest number that goes left; infinity for a leaf, and for a split of categories where their set begins in
    /// ``HistogramEnsemble/categoryWords``.
    private(set) var threshold: Double
    /// The left child, which the right one follows; for a leaf, the leaf itself.
    private(set) var left: Int32
    /// The feature in the lower 24 bits, and above them what the masks say.
    private var packed: UInt32

    private static let featureMask: UInt32 = 0x00ff_ffff
    private static let missingGoesLeftMask: UInt32 = 1 << 30
    private static let categoryMask: UInt32 = 1 << 31

    static func leaf(at index: Int32) -> HistogramNode { HistogramNode(threshold: .infinity, left: index, packed: 0) }

    /// - Parameter feature: one of ``ModelSignature/featureCounts``.
    static func split(feature: Int32, threshold: Double, missingGoesLeft: Bool, left: Int32) -> HistogramNode {
        HistogramNode(
            threshold: threshold,
            left: left,
            packed: UInt32(truncatingIfNeeded: feature) & featureMask | (missingGoesLeft ? missingGoesLeftMask : 0)
        )
    }

    /// - Parameter categories: where the set of those that go left begins.
    static func split(feature: Int32, categories: Int, missingGoesLeft: Bool, left: Int32) -> HistogramNode {
        var node = split(
            feature: feature,
            threshold: Double(categories),
            missingGoesLeft: missingGoesLeft,
            left: left
        )
        node.packed |= categoryMask
        return node
    }

    var feature: Int { Int(packed & Self.featureMask) }
    var missingGoesLeft: Bool { packed & Self.missingGoesLeftMask != 0 }
    var isOfCategories: Bool { packed & Self.categoryMask != 0 }
    var categories: Int { Int(threshold) }
}
