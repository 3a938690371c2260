/// Weighted sums of features: the part that linear models, networks and discriminants share.
struct LinearScores {
    /// The weights, laid out so that the outputs of one feature stand beside each other: what a sparse row needs of a
    /// wide model is then a few lines of memory, and sums of several outputs run side by side.
    private enum Weights {
        /// Shape `[featureCount]`, for one output.
        case single([Double])
        /// Shape `[featureCount, tileCount]`, the last tile filled up with zeros.
        case tiled([SIMD4<Double>])
    }

    let featureCount: Int
    /// The sums of one row.
    let outputCount: Int
    private let weights: Weights
    /// Shape `[outputCount]`.
    private let intercepts: [Double]

    var memoryBytes: Int {
        switch weights {
        case .single(let weights): 8 * (weights.count + intercepts.count)
        case .tiled(let tiles): 8 * (4 * tiles.count + intercepts.count)
        }
    }

    /// - Parameters:
    ///   - coefficients: shape `[outputCount, featureCount]`.
    ///   - intercepts: shape `[outputCount]`.
    ///   - allowsInfinite: whether −∞ may be among them, as the logarithm of nothing.
    init(
        coefficients: Matrix,
        intercepts: [Double],
        allowsInfinite: Bool = false
    ) throws(ModelStructureError) {
        guard coefficients.rowCount > 0, ModelSignature.featureCounts.contains(coefficients.columnCount),
            intercepts.count == coefficients.rowCount
        else {
            throw ModelStructureError(
                "A linear model has coefficients of shape [\(coefficients.rowCount), \(coefficients.columnCount)] "
                    + "and \(intercepts.count) intercepts"
            )
        }
        let isSound: (Double) -> Bool = { $0.isFinite || allowsInfinite && $0 == -.infinity }
        guard coefficients.values.allSatisfy(isSound), intercepts.allSatisfy(isSound) else {
            throw ModelStructureError("A linear model has a coefficient that is not finite")
        }
        featureCount = coefficients.columnCount
        outputCount = coefficients.rowCount
        self.intercepts = intercepts
        weights = outputCount == 1 ? .single(coefficients.values) : .tiled(Self.tiles(coefficients))
    }

    private static func tiles(_ coefficients: Matrix) -> [SIMD4<Double>] {
        let tileCount = (coefficients.rowCount + 3) / 4
        var tiles = [SIMD4<Double>](repeating: .zero, count: coefficients.columnCount * tileCount)
        for output in 0..<coefficients.rowCount {
            for feature in 0..<coefficients.columnCount {
                tiles[feature * tileCount + output / 4][output % 4] = coefficients[output, feature]
            }
        }
        return tiles
    }

    // MARK: Rows of clients

    /// The sums of each row, which is checked.
    ///
    /// - Returns: shape `[n, outputCount]`.
    /// - Throws: ``PredictionError`` with code `featureCount` or `notFinite`.
    /// - Complexity: O(n · outputCount · featureCount), one allocation.
    func checkedSums(of rows: Matrix) throws(PredictionError) -> Matrix {
        try rows.requireWidth(featureCount)
        let sums = sums(of: rows)
        // A feature that is not finite leaves no sum finite, whatever its weight; so this needs no pass over the rows.
        if !sums.values.areFinite { try rows.requireFinite() }
        return sums
    }

    /// The same for sparse rows.
    ///
    /// - Complexity: O(values of the rows · outputCount), one allocation.
    func checkedSums(of rows: SparseMatrix) throws(PredictionError) -> Matrix {
        try rows.requireWidth(featureCount)
        let sums = sums(of: rows)
        if !sums.values.areFinite { try rows.requireFinite() }
        return sums
    }

    // MARK: Rows that are known to fit

    /// The sums of each row.
    ///
    /// - Parameter rows: shape `[n, featureCount]`.
    /// - Returns: shape `[n, outputCount]`.
    /// - Complexity: O(n · outputCount · featureCount), one allocation.
    func sums(of rows: Matrix) -> Matrix {
        precondition(rows.columnCount == featureCount)
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        rows.values.withUnsafeBufferPointer { features in
            result.values.withUnsafeMutableBufferPointer { sums in
                switch weights {
                case .single(let weights):
                    weights.withUnsafeBufferPointer { DotProducts(weights: $0).add(features, to: sums) }
                case .tiled(let tiles):
                    tiles.withUnsafeBufferPointer { tiles in
                        TiledProducts(tiles: tiles, featureCount: featureCount, outputCount: outputCount)
                            .add(features, to: sums)
                    }
                }
            }
        }
        addIntercepts(to: &result)
        return result
    }

    /// The sums of each sparse row; what is zero costs nothing.
    ///
    /// - Parameter rows: shape `[n, featureCount]`.
    /// - Returns: shape `[n, outputCount]`.
    /// - Complexity: O(values of the rows · outputCount), one allocation.
    func sums(of rows: SparseMatrix) -> Matrix {
        precondition(rows.columnCount == featureCount)
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        result.values.withUnsafeMutableBufferPointer { sums in
            switch weights {
            case .single(let weights):
                weights.withUnsafeBufferPointer { DotProducts(weights: $0).add(rows, to: sums) }
            case .tiled(let tiles):
                tiles.withUnsafeBufferPointer { tiles in
                    TiledProducts(tiles: tiles, featureCount: featureCount, outputCount: outputCount)
                        .add(rows, to: sums)
                }
            }
        }
        addIntercepts(to: &result)
        return result
    }

    private func addIntercepts(to sums: inout Matrix) {
        intercepts.withUnsafeBufferPointer { intercepts in
            sums.updateRows { row in
                for index in row.indices { row[index] += intercepts[index] }
            }
        }
    }
}
