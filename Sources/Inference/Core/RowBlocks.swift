/// Runs of rows that are few enough to be computed at once: what a batch takes in memory stays bounded.
package struct RowBlocks {
    /// Values of a block, 16 MiB of doubles.
    private static let valueLimit = 1 << 21
    private let rowCount: Int
    private let blockRowCount: Int

    /// - Parameter width: the most values that a row takes on its way.
    package init(rowCount: Int, width: Int) {
        self.rowCount = rowCount
        blockRowCount = max(1, Self.valueLimit / max(1, width))
    }

    /// Whether all rows are one block.
    package var isSingle: Bool { rowCount <= blockRowCount }

    /// The answers to all rows, block after block; no rows are one empty block.
    package func predict(
        _ body: (Range<Int>) throws(PredictionError) -> Prediction
    ) throws(PredictionError) -> Prediction {
        var result = try body(0..<min(rowCount, blockRowCount))
        var start = blockRowCount
        while start < rowCount {
            let end = min(rowCount, start + blockRowCount)
            do {
                result.append(try body(start..<end))
            } catch {
                throw error.movedDown(by: start)
            }
            start = end
        }
        return result
    }
}
