/// The sums of several outputs: a matrix product in tiles of four outputs, four rows at a time.
struct TiledProducts {
    /// The weights of one tile's outputs for some features, one tile for each, at equal distances.
    private struct Strip {
        let features: Range<Int>
        let tiles: UnsafeBufferPointer<SIMD4<Double>>
        let first: Int
        let step: Int
    }

    /// Rows that are computed while one strip of weights lies in the nearest cache.
    private static let blockRowCount = 64
    /// A strip of as many features fits there beside four rows.
    private static let blockFeatureCount = 256

    /// Shape `[featureCount, tileCount]`.
    let tiles: UnsafeBufferPointer<SIMD4<Double>>
    let featureCount: Int
    let outputCount: Int

    private var tileCount: Int { (outputCount + 3) / 4 }

    // MARK: Dense rows

    /// - Parameters:
    ///   - features: shape `[n, featureCount]`.
    ///   - sums: what is added to, shape `[n, outputCount]`.
    func add(_ features: UnsafeBufferPointer<Double>, to sums: UnsafeMutableBufferPointer<Double>) {
        let rowCount = sums.count / outputCount
        guard tileCount > 1, rowCount >= 16 else {
            for tile in 0..<tileCount {
                let strip = Strip(features: 0..<featureCount, tiles: tiles, first: tile, step: tileCount)
                addRows(0..<rowCount, features, tile, strip, to: sums)
            }
            return
        }
        withUnsafeTemporaryAllocation(of: SIMD4<Double>.self, capacity: Self.blockFeatureCount) { packed in
            packed.initialize(repeating: .zero)
            for row in stride(from: 0, to: rowCount, by: Self.blockRowCount) {
                for feature in stride(from: 0, to: featureCount, by: Self.blockFeatureCount) {
                    let rows = row..<min(rowCount, row + Self.blockRowCount)
                    let block = feature..<min(featureCount, feature + Self.blockFeatureCount)
                    for tile in 0..<tileCount {
                        addRows(rows, features, tile, pack(block, tile, into: packed), to: sums)
                    }
                }
            }
        }
    }

    /// Copies the weights of one tile so that they lie side by side.
    private func pack(
        _ features: Range<Int>,
        _ tile: Int,
        into packed: UnsafeMutableBufferPointer<SIMD4<Double>>
    ) -> Strip {
        var weight = features.lowerBound &* tileCount &+ tile
        for index in 0..<features.count {
            packed[index] = tiles[weight]
            weight &+= tileCount
        }
        return Strip(features: features, tiles: UnsafeBufferPointer(packed), first: 0, step: 1)
    }

    private func addRows(
        _ rows: Range<Int>,
        _ features: UnsafeBufferPointer<Double>,
        _ tile: Int,
        _ strip: Strip,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let end = rows.lowerBound + rows.count & ~3
        for row in stride(from: rows.lowerBound, to: end, by: 4) { addFour(features, row, tile, strip, to: sums) }
        for row in end..<rows.upperBound { addOne(features, row, tile, strip, to: sums) }
    }

    private func addFour(
        _ features: UnsafeBufferPointer<Double>,
        _ row: Int,
        _ tile: Int,
        _ strip: Strip,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        var (first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var (third, fourth) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var weight = strip.first
        var feature = row &* featureCount &+ strip.features.lowerBound
        for _ in 0..<strip.features.count {
            let weights = strip.tiles[weight]
            first += weights * features[feature]
            second += weights * features[feature &+ featureCount]
            third += weights * features[feature &+ 2 &* featureCount]
            fourth += weights * features[feature &+ 3 &* featureCount]
            weight &+= strip.step
            feature &+= 1
        }
        add(first, row, tile, to: sums)
        add(second, row + 1, tile, to: sums)
        add(third, row + 2, tile, to: sums)
        add(fourth, row + 3, tile, to: sums)
    }

    private func addOne(
        _ features: UnsafeBufferPointer<Double>,
        _ row: Int,
        _ tile: Int,
        _ strip: Strip,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        var sum = SIMD4<Double>.zero
        var weight = strip.first
        let start = row &* featureCount &+ strip.features.lowerBound
        for feature in start..<start + strip.features.count {
            sum += strip.tiles[weight] * features[feature]
            weight &+= strip.step
        }
        add(sum, row, tile, to: sums)
    }

    private func add(
        _ tileSums: SIMD4<Double>,
        _ row: Int,
        _ tile: Int,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let start = row &* outputCount &+ 4 &* tile
        for lane in 0..<min(4, outputCount &- 4 &* tile) { sums[start &+ lane] += tileSums[lane] }
    }

    // MARK: Sparse rows

    /// - Parameter sums: what is added to, shape `[n, outputCount]`.
    func add(_ rows: SparseMatrix, to sums: UnsafeMutableBufferPointer<Double>) {
        rows.columns.withUnsafeBufferPointer { columns in
            rows.values.withUnsafeBufferPointer { values in
                for row in 0..<rows.rowCount {
                    let range = rows.range(ofRow: row)
                    for tile in 0..<tileCount {
                        var sum = SIMD4<Double>.zero
                        for index in range { sum += tiles[Int(columns[index]) &* tileCount &+ tile] * values[index] }
                        add(sum, row, tile, to: sums)
                    }
                }
            }
        }
    }
}
