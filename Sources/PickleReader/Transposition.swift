/// Puts what lies column after column into rows.
enum Transposition {
    /// The side of the squares that fit a processor's nearest cache.
    private static let side = 32

    /// - Parameter values: `rowCount` × `columnCount` of them, column after column.
    static func rows<Value>(_ values: [Value], rowCount: Int, columnCount: Int) -> [Value] {
        [Value](unsafeUninitializedCapacity: values.count) { rows, initialized in
            values.withUnsafeBufferPointer { columns in
                for firstRow in stride(from: 0, to: rowCount, by: side) {
                    for firstColumn in stride(from: 0, to: columnCount, by: side) {
                        for row in firstRow..<min(firstRow + side, rowCount) {
                            for column in firstColumn..<min(firstColumn + side, columnCount) {
                                rows.initializeElement(
                                    at: row &* columnCount &+ column,
                                    to: columns[column &* rowCount &+ row]
                                )
                            }
                        }
                    }
                }
            }
            initialized = values.count
        }
    }

    /// - Parameters:
    ///   - values: as many as the product of `shape`, the first index moving fastest.
    ///   - shape: at least one dimension.
    static func rows<Value>(_ values: [Value], shape: [Int]) -> [Value] {
        var steps = [1]
        for dimension in shape.dropLast() { steps.append(steps[steps.count - 1] * dimension) }
        var index = [Int](repeating: 0, count: shape.count)
        var position = 0
        var result: [Value] = []
        result.reserveCapacity(values.count)
        while result.count < values.count {
            result.append(values[position])
            for axis in shape.indices.reversed() {
                index[axis] += 1
                position += steps[axis]
                if index[axis] < shape[axis] { break }
                position -= steps[axis] * shape[axis]
                index[axis] = 0
            }
        }
        return result
    }
}
