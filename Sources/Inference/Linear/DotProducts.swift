/// The sums of one output.
struct DotProducts {
    /// Shape `[featureCount]`.
    let weights: UnsafeBufferPointer<Double>

    /// - Parameters:
    ///   - features: shape `[n, featureCount]`.
    ///   - sums: what is added to, shape `[n]`.
    func add(_ features: UnsafeBufferPointer<Double>, to sums: UnsafeMutableBufferPointer<Double>) {
        for row in sums.indices {
            let start = row * weights.count
            sums[row] += product(UnsafeBufferPointer(rebasing: features[start..<start + weights.count]))
        }
    }

    /// Eight sums run side by side, or each addition would wait for the one before.
    private func product(_ features: UnsafeBufferPointer<Double>) -> Double {
        let (left, right) = (UnsafeRawBufferPointer(features), UnsafeRawBufferPointer(weights))
        let wideCount = weights.count & ~7
        var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        for index in stride(from: 0, to: wideCount, by: 8) {
            let offset = 8 * index
            first +=
                left.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
                * right.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
            second +=
                left.loadUnaligned(fromByteOffset: offset + 32, as: SIMD4<Double>.self)
                * right.loadUnaligned(fromByteOffset: offset + 32, as: SIMD4<Double>.self)
        }
        var sum = (first + second).sum()
        for index in wideCount..<weights.count { sum += features[index] * weights[index] }
        return sum
    }

    func add(_ rows: SparseMatrix, to sums: UnsafeMutableBufferPointer<Double>) {
        rows.columns.withUnsafeBufferPointer { columns in
            rows.values.withUnsafeBufferPointer { values in
                for row in sums.indices {
                    var sum = 0.0
                    for index in rows.range(ofRow: row) { sum += values[index] * weights[Int(columns[index])] }
                    sums[row] += sum
                }
            }
        }
    }
}
