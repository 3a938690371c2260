import TestSupport

@testable import Inference

extension TreeTable {
    /// A tree of random shape, whose leaves hold random values.
    static func random(
        depth: Int,
        featureCount: Int,
        valueCount: Int,
        takesMissing: Bool = false,
        using random: inout SeededGenerator
    ) throws -> TreeTable {
        var columns = Columns(left: [], right: [], feature: [], threshold: [], missingGoesLeft: takesMissing ? [] : nil)
        grow(&columns, depth: depth, featureCount: featureCount, using: &random)
        let values = (0..<columns.left.count * valueCount).map { _ in Double.random(in: -1...1, using: &random) }
        return try TreeTable(columns, values: values, valueCount: valueCount, featureCount: featureCount)
    }

    private static func grow(
        _ columns: inout Columns,
        depth: Int,
        featureCount: Int,
        using random: inout SeededGenerator
    ) {
        let node = columns.left.count
        columns.left.append(-1)
        columns.right.append(-1)
        columns.feature.append(-2)
        columns.threshold.append(-2)
        columns.missingGoesLeft?.append(Bool.random(using: &random))
        guard depth > 0, Int.random(in: 0..<6, using: &random) > 0 else { return }
        columns.feature[node] = Int32.random(in: 0..<Int32(featureCount), using: &random)
        columns.threshold[node] = Double.random(in: -1...1, using: &random)
        columns.left[node] = Int32(columns.left.count)
        grow(&columns, depth: depth - 1, featureCount: featureCount, using: &random)
        columns.right[node] = Int32(columns.left.count)
        grow(&columns, depth: depth - 1, featureCount: featureCount, using: &random)
    }

    /// The leaf of a row, found the plain way: in doubles, one node after the other.
    func leaf(of row: ArraySlice<Double>) -> Int {
        var node = 0
        while !isLeaf(node) {
            let value = Double(Float(row[row.startIndex + Int(columns.feature[node])]))
            let goesLeft = value.isNaN ? columns.missingGoesLeft?[node] == true : value <= columns.threshold[node]
            node = Int(goesLeft ? columns.left[node] : columns.right[node])
        }
        return node
    }
}
