/// A set of the categories 0 to 255.
///
/// - Source: the bitsets of `sklearn.ensemble._hist_gradient_boosting._bitset`.
package struct CategorySet: Sendable, Equatable {
    /// 64 categories each, from the lowest.
    private(set) var words: (UInt64, UInt64, UInt64, UInt64)

    /// - Parameter words: 32 categories each, from the lowest; missing ones are empty, further ones are left out.
    package init(_ words: some Sequence<UInt32>) {
        var all = words.prefix(8).map(UInt64.init)
        while all.count < 8 { all.append(0) }
        self.words = (
            all[0] | all[1] << 32, all[2] | all[3] << 32, all[4] | all[5] << 32, all[6] | all[7] << 32
        )
    }

    package static let none = CategorySet([])

    package mutating func insert(_ category: UInt8) {
        let bit = UInt64(1) << UInt64(category & 63)
        switch category >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    /// Together with all that are not in `known`.
    package func adding(allBut known: CategorySet) -> CategorySet {
        var result = self
        result.words.0 |= ~known.words.0
        result.words.1 |= ~known.words.1
        result.words.2 |= ~known.words.2
        result.words.3 |= ~known.words.3
        return result
    }

    package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    /// The category that a number stands for: what a processor makes of it where 8 bits are asked for.
    @inline(__always)
    package static func category(of number: Double) -> UInt8 {
        guard number > -2_147_483_649, number < 2_147_483_648 else { return 0 }
        return UInt8(truncatingIfNeeded: Int32(number))
    }
}
