/// Training rows to which a kernel compares the rows that are asked about.
///
/// The rows stand in groups of four, feature after feature, so that four sums run side by side, each in the order of the
/// features: fast, and equal to the bit to a plain loop.
struct KernelVectors: Sendable {
    let kernel: VectorKernel
    let count: Int
    let featureCount: Int
    /// Shape `[⌈count / 4⌉, featureCount]`; zeros fill the last group.
    private let groups: [SIMD4<Double>]
    /// The lengths of the rows for the cosine, 1 for a row of zeros; else empty.
    private let lengths: [Double]

    var memoryBytes: Int { 32 * groups.count + 8 * lengths.count }

    /// How many values ``evaluate(_:into:)`` writes: `count` and what fills the last group.
    var paddedCount: Int { (count + 3) / 4 * 4 }

    /// - Parameter vectors: shape `[count, featureCount]`, finite.
    init(_ vectors: Matrix, kernel: VectorKernel) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(vectors.columnCount) else {
            throw ModelStructureError("There are vectors of \(vectors.columnCount) features")
        }
        guard vectors.values.allSatisfy(\.isFinite), kernel.isFinite else {
            throw ModelStructureError("A vector or a setting of the kernel is not finite")
        }
        self.kernel = kernel
        count = vectors.rowCount
        featureCount = vectors.columnCount
        groups = Self.grouped(vectors)
        lengths = kernel == .cosine ? Self.lengths(vectors) : []
    }

    private static func grouped(_ vectors: Matrix) -> [SIMD4<Double>] {
        let width = vectors.columnCount
        var groups = [SIMD4<Double>](repeating: .zero, count: (vectors.rowCount + 3) / 4 * width)
        for row in 0..<vectors.rowCount {
            for column in 0..<width { groups[row / 4 * width + column][row % 4] = vectors[row, column] }
        }
        return groups
    }

    private static func lengths(_ vectors: Matrix) -> [Double] {
        (0..<vectors.rowCount).map { length(vectors.row($0)) }
    }

    private static func length(_ values: some Sequence<Double>) -> Double {
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length == 0 ? 1 : length
    }

    /// The kernel of one row and each of the vectors.
    ///
    /// - Parameters:
    ///   - row: `featureCount` values.
    ///   - values: `paddedCount` places; those beyond `count` mean nothing.
    /// - Complexity: O(count · featureCount), no allocation.
    func evaluate(_ row: UnsafeBufferPointer<Double>, into values: UnsafeMutableBufferPointer<Double>) {
        groups.withUnsafeBufferPointer { groups in
            for group in 0..<paddedCount / 4 {
                let sums = sums(row, groups, from: group &* featureCount)
                values[4 &* group] = sums[0]
                values[4 &* group &+ 1] = sums[1]
                values[4 &* group &+ 2] = sums[2]
                values[4 &* group &+ 3] = sums[3]
            }
        }
        kernel.finish(UnsafeMutableBufferPointer(rebasing: values[..<count]))
        if kernel == .cosine { divideByLengths(row, values) }
    }

    @inline(__always)
    private func sums(
        _ row: UnsafeBufferPointer<Double>,
        _ groups: UnsafeBufferPointer<SIMD4<Double>>,
        from start: Int
    ) -> SIMD4<Double> {
        var sums = SIMD4<Double>.zero
        switch kernel.sum {
        case .products:
            for feature in 0..<featureCount { sums += groups[start &+ feature] * row[feature] }
        case .squaredDifferences:
            for feature in 0..<featureCount {
                let difference = row[feature] - groups[start &+ feature]
                sums += difference * difference
            }
        case .absoluteDifferences:
            for feature in 0..<featureCount {
                let difference = row[feature] - groups[start &+ feature]
                sums += difference.replacing(with: -difference, where: difference .< 0)
            }
        }
        return sums
    }

    private func divideByLengths(
        _ row: UnsafeBufferPointer<Double>,
        _ values: UnsafeMutableBufferPointer<Double>
    ) {
        let length = Self.length(row)
        for index in 0..<count { values[index] /= lengths[index] * length }
    }
}
