import Inference
import Testing

/// Trees that would loop, jump or trap are refused when they are made.
struct TreeTableTests {
    private static let sound = TreeTable.Columns(
        left: [1, -1, 3, -1, -1],
        right: [2, -1, 4, -1, -1],
        feature: [0, -2, 1, -2, -2],
        threshold: [0.5, -2, 1.5, -2, -2],
        missingGoesLeft: [false, false, true, false, false]
    )

    private func make(
        featureCount: Int = 2,
        valueCount: Int = 1,
        values: [Double] = [0, 1, 2, 3, 4],
        _ change: (inout TreeTable.Columns) -> Void = { _ in }
    ) throws -> TreeTable {
        var columns = Self.sound
        change(&columns)
        return try TreeTable(columns, values: values, valueCount: valueCount, featureCount: featureCount)
    }

    @Test func `A sound tree is taken`() throws {
        #expect(try make().nodeCount == 5)
    }

    @Test(arguments: [0, 1, 2, -1, -2, 5, Int32.max, Int32.min])
    func `A child that is behind, beyond or taken is refused`(_ child: Int32) {
        #expect(throws: ModelStructureError.self) { try make { $0.left[2] = child } }
        #expect(throws: ModelStructureError.self) { try make { $0.right[2] = child } }
    }

    @Test func `A cycle is refused`() {
        #expect(throws: ModelStructureError.self) { try make { $0.left[2] = 0 } }
        #expect(throws: ModelStructureError.self) { try make { $0.left[0] = 0 } }
        #expect(throws: ModelStructureError.self) { try make { $0.right[0] = $0.left[0] } }
    }

    @Test(arguments: [-1, -2, 2, Int32.max, Int32.min])
    func `A feature that rows do not have is refused`(_ feature: Int32) {
        #expect(throws: ModelStructureError.self) { try make { $0.feature[2] = feature } }
    }

    @Test(arguments: [Double.nan, -.infinity])
    func `A threshold that nothing compares with is refused`(_ threshold: Double) {
        #expect(throws: ModelStructureError.self) { try make { $0.threshold[0] = threshold } }
    }

    @Test func `A threshold of infinity separates what is missing`() throws {
        _ = try make { $0.threshold[0] = .infinity }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `A leaf without a finite value is refused`(_ value: Double) {
        #expect(throws: ModelStructureError.self) { try make(values: [0, value, 2, 3, 4]) }
    }

    @Test func `Columns of different lengths are refused`() {
        #expect(throws: ModelStructureError.self) { try make { $0.left.removeLast() } }
        #expect(throws: ModelStructureError.self) { try make { $0.right.append(-1) } }
        #expect(throws: ModelStructureError.self) { try make { $0.feature.removeLast() } }
        #expect(throws: ModelStructureError.self) { try make { $0.threshold.removeAll() } }
        #expect(throws: ModelStructureError.self) { try make { $0.missingGoesLeft?.removeLast() } }
        #expect(throws: ModelStructureError.self) { try make(values: [0]) }
        #expect(throws: ModelStructureError.self) { try make(valueCount: .max) }
        #expect(throws: ModelStructureError.self) { try make(valueCount: 0) }
    }

    @Test(arguments: [0, -1, 1 << 23, Int.max])
    func `A number of features that no row has is refused`(_ count: Int) {
        #expect(throws: ModelStructureError.self) { try make(featureCount: count) }
    }

    @Test func `No nodes are no tree`() {
        #expect(throws: ModelStructureError.self) {
            try TreeTable(
                TreeTable.Columns(left: [], right: [], feature: [], threshold: [], missingGoesLeft: nil),
                values: [],
                valueCount: 1,
                featureCount: 1
            )
        }
    }
}
