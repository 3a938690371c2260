/// How often a number fell into each bucket, and the sum of all: powers of two up to 1024, and everything larger.
final class SizeHistogram: Sendable {
    private static let highest = 10
    /// The upper bounds, the last of them infinite.
    static let bounds: [Double] = (0...highest).map { Double(1 << $0) } + [.infinity]

    /// The buckets, and after them the sum.
    private let cells = ShardedCells(count: bounds.count + 1)

    /// Counts one number.
    ///
    /// - Parameter number: at least 1; anything less counts as 1.
    func record(_ number: Int) {
        let number = UInt64(max(1, number))
        // The power of two that is at least the number.
        let power = UInt64.bitWidth - (number - 1).leadingZeroBitCount
        cells.add(at: min(power, Self.highest + 1))
        cells.add(number, at: Self.bounds.count)
    }

    /// The counts of each bucket alone, in the order of ``bounds``, and the sum.
    var snapshot: (counts: [UInt64], sum: Double) {
        let counts = Self.bounds.indices.map { cells.value(at: $0) }
        return (counts, Double(cells.value(at: Self.bounds.count)))
    }
}
