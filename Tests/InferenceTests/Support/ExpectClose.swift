import Inference
import Testing

/// Expects each number within 1e-12 of another, relative to the larger of it and 1: sums may run in another order.
func expectClose(
    _ matrix: Matrix,
    _ expected: [[Double]],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let shape = [matrix.rowCount, matrix.columnCount]
    guard expected.count == shape[0], expected.allSatisfy({ $0.count == shape[1] }) else {
        Issue.record("shape \(shape) instead of \(expected.count) rows", sourceLocation: sourceLocation)
        return
    }
    for (number, other) in zip(matrix.values, expected.joined()) {
        #expect(abs(number - other) <= 1e-12 * max(1, abs(other)), sourceLocation: sourceLocation)
    }
}
