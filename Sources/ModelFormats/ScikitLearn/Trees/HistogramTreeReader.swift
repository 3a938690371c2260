import Inference
import PickleReader

/// Reads one `TreePredictor`: `nodes`, an array of structures, and `raw_left_cat_bitsets`, of shape (splits, 8).
///
/// A node has 52 bytes up to scikit-learn 1.2, and 56 from 1.3 on, with a wider `feature_idx`; fields are found by name.
struct HistogramTreeReader {
    private let owner: EstimatorObject
    private let featureCount: Int
    private let nodes: PickleArray
    private let bitsets: PickleArray?

    init(
        _ value: PickleValue,
        of owner: EstimatorObject,
        featureCount: Int
    ) throws(ModelFileError) {
        try owner.context.spend(16)
        guard value.className?.name == "TreePredictor", let nodes = value["nodes"]?.array, nodes.shape.count == 1 else {
            throw ModelFileError(.malformed, "A tree of the \(owner.name) is \(EstimatorObject.describe(value))")
        }
        self.owner = owner
        self.featureCount = featureCount
        self.nodes = nodes
        bitsets = value["raw_left_cat_bitsets"]?.array
    }

    func table() throws(ModelFileError) -> HistogramTable {
        let isLeaf = try flags("is_leaf")
        let sets = try categorySets(isLeaf)
        let columns = try columns(isLeaf, sets)
        let values = try doubles("value")
        let goingLeft = try goingLeft()
        return try owner.making { () throws(ModelStructureError) in
            try HistogramTable(
                TreeTable(columns, values: values, valueCount: 1, featureCount: featureCount),
                categorySets: sets,
                goingLeft: goingLeft
            )
        }
    }

    private func columns(_ isLeaf: [Bool], _ sets: [Int32]) throws(ModelFileError) -> TreeTable.Columns {
        var columns = TreeTable.Columns(
            left: try integers("left"),
            right: try integers("right"),
            feature: try integers("feature_idx"),
            threshold: try doubles("num_threshold"),
            missingGoesLeft: try flags("missing_go_to_left")
        )
        for node in isLeaf.indices {
            if isLeaf[node] {
                columns.left[node] = -1
                columns.right[node] = -1
            } else if columns.left[node] < 0 || columns.right[node] < 0 {
                throw missing("left or right")
            }
            if sets[node] >= 0 { columns.threshold[node] = 0 }
        }
        return columns
    }

    // MARK: Categories

    /// For each node the index of its set of categories, or -1.
    private func categorySets(_ isLeaf: [Bool]) throws(ModelFileError) -> [Int32] {
        guard nodes.hasField("is_categorical") else { return [Int32](repeating: -1, count: nodes.count) }
        let isOfCategories = try flags("is_categorical")
        var sets = [Int32](repeating: -1, count: nodes.count)
        guard isOfCategories.contains(true) else { return sets }
        let indices = try integers("bitset_idx")
        for node in sets.indices where isOfCategories[node] && !isLeaf[node] {
            guard indices[node] >= 0 else { throw missing("bitset_idx") }
            sets[node] = indices[node]
        }
        return sets
    }

    private func goingLeft() throws(ModelFileError) -> [CategorySet] {
        guard let bitsets, bitsets.count > 0 else { return [] }
        try owner.context.spend(bitsets.count)
        guard bitsets.shape.count == 2, bitsets.shape[1] == 8, let words = bitsets.integers() else {
            throw missing("raw_left_cat_bitsets")
        }
        return stride(from: 0, to: words.count, by: 8).map { start in
            CategorySet(words[start..<start + 8].map { UInt32(truncatingIfNeeded: $0) })
        }
    }

    // MARK: Fields

    private func integers(_ field: String) throws(ModelFileError) -> [Int32] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.int32s(field: field) else { throw missing(field) }
        return values
    }

    private func flags(_ field: String) throws(ModelFileError) -> [Bool] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.flags(field: field) else { throw missing(field) }
        return values
    }

    private func doubles(_ field: String) throws(ModelFileError) -> [Double] {
        try owner.context.spend(nodes.count)
        guard let values = nodes.doubles(field: field) else { throw missing(field) }
        return values
    }

    private func missing(_ what: String) -> ModelFileError {
        ModelFileError(.malformed, "A tree of the \(owner.name) has no \(what), or not as numbers")
    }
}
