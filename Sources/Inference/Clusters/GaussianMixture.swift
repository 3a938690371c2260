/// Answers the most probable of several normal distributions.
///
/// - Source: `sklearn.mixture.GaussianMixture` and `BayesianGaussianMixture`.
package struct GaussianMixture: MatrixModel {
    /// How the features of a distribution spread: roots of precisions, by which differences are multiplied.
    package enum Spread: Sendable {
        /// For each component a matrix of shape `[featureCount, featureCount]`, one after the other.
        case full([Double])
        /// One such matrix for all components.
        case tied([Double])
        /// For each component one number a feature.
        case diagonal([Double])
        /// For each component one number.
        case spherical([Double])
    }

    private let means: Matrix
    private let spread: Spread
    /// What is added to the logarithm of the density of each component.
    private let offsets: [Double]
    package let signature: ModelSignature

    /// - Parameters:
    ///   - means: shape `[componentCount, featureCount]`.
    ///   - logWeights: one for each component.
    package init(
        means: Matrix,
        spread: Spread,
        logWeights: [Double],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        let (count, width) = (means.rowCount, means.columnCount)
        guard ModelSignature.featureCounts.contains(width), count > 0, means.values.allSatisfy(\.isFinite),
            logWeights.count == count, !logWeights.contains(where: \.isNaN)
        else {
            throw ModelStructureError(
                "\(logWeights.count) weights belong to means of shape [\(count), \(width)], or one is not finite"
            )
        }
        let (square, overflow) = width.multipliedReportingOverflow(by: width)
        let expected = spread.valueCount(count, width, overflow ? .max : square)
        guard spread.values.count == expected, spread.values.allSatisfy(\.isFinite) else {
            throw ModelStructureError(
                "\(spread.values.count) precisions belong to \(count) components of \(width) features, or one is none"
            )
        }
        self.means = means
        self.spread = spread
        let constant = Double(width) * Mathematics.logarithm(2 * .pi)
        offsets = (0..<count).map {
            logWeights[$0] + spread.logDeterminant(of: $0, featureCount: width) - 0.5 * constant
        }
        signature = ModelSignature(
            featureCount: width,
            featureNames: featureNames,
            task: .classification(classes: (0..<count).map { .integer($0) }),
            givesProbabilities: true
        )
    }

    /// The logarithms of plain weights.
    package static func logarithms(of weights: [Double]) -> [Double] { weights.map(Mathematics.logarithm) }

    package var memoryBytes: Int { 8 * (means.values.count + spread.values.count + offsets.count) }

    /// - Complexity: O(n · componentCount · featureCount²), or without the square for spreads without matrices.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(means.columnCount)
        try rows.requireFinite()
        return try RowBlocks(rowCount: rows.rowCount, width: means.rowCount).predict { range throws(PredictionError) in
            answer(rows.rows(range), parts)
        }
    }

    private func answer(_ rows: Matrix, _ parts: PredictionParts) -> Prediction {
        var densities = logDensities(of: rows)
        let indices = densities.indicesOfRowMaxima()
        guard parts.contains(.probabilities) else { return Prediction(outcome: .classIndices(indices)) }
        densities.updateRows(Self.normalize)
        return Prediction(outcome: .classIndices(indices), probabilities: densities)
    }

    /// - Source: `scipy.special.logsumexp`.
    private static func normalize(_ row: UnsafeMutableBufferPointer<Double>) {
        let largest = row.max() ?? 0
        var sum = 0.0
        for value in row { sum += Mathematics.exponential(value - largest) }
        let total = Mathematics.logarithm(sum) + largest
        for index in row.indices { row[index] = Mathematics.exponential(row[index] - total) }
    }

    /// - Returns: shape `[n, componentCount]`.
    private func logDensities(of rows: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: means.rowCount)
        var difference = [Double](repeating: 0, count: means.columnCount)
        difference.withUnsafeMutableBufferPointer { difference in
            rows.forEachRow { index, row in
                for component in 0..<means.rowCount {
                    let first = component * means.columnCount
                    for feature in row.indices { difference[feature] = row[feature] - means.values[first + feature] }
                    let distance = spread.squaredLength(UnsafeBufferPointer(difference), component)
                    result.values[index * means.rowCount + component] = offsets[component] - 0.5 * distance
                }
            }
        }
        return result
    }
}

extension GaussianMixture.Spread {
    fileprivate var values: [Double] {
        switch self {
        case .full(let values), .tied(let values), .diagonal(let values), .spherical(let values): values
        }
    }

    /// Nil when there are too many to count.
    fileprivate func valueCount(_ componentCount: Int, _ featureCount: Int, _ square: Int) -> Int? {
        let (count, overflow) =
            switch self {
            case .full: componentCount.multipliedReportingOverflow(by: square)
            case .tied: (square, false)
            case .diagonal: componentCount.multipliedReportingOverflow(by: featureCount)
            case .spherical: (componentCount, false)
            }
        return overflow ? nil : count
    }

    /// - Source: `_compute_log_det_cholesky`.
    fileprivate func logDeterminant(of component: Int, featureCount: Int) -> Double {
        switch self {
        case .full(let values):
            Self.sumOfLogarithms(
                values,
                from: component * featureCount * featureCount,
                by: featureCount + 1,
                featureCount
            )
        case .tied(let values): Self.sumOfLogarithms(values, from: 0, by: featureCount + 1, featureCount)
        case .diagonal(let values):
            Self.sumOfLogarithms(values, from: component * featureCount, by: 1, featureCount)
        case .spherical(let values): Double(featureCount) * Mathematics.logarithm(values[component])
        }
    }

    private static func sumOfLogarithms(_ values: [Double], from first: Int, by step: Int, _ count: Int) -> Double {
        (0..<count).reduce(0) { $0 + Mathematics.logarithm(values[first + $1 * step]) }
    }

    /// The squared length of a difference after it was multiplied by the roots of the precisions.
    fileprivate func squaredLength(_ difference: UnsafeBufferPointer<Double>, _ component: Int) -> Double {
        let width = difference.count
        switch self {
        case .full(let values): return Self.product(difference, values, from: component * width * width)
        case .tied(let values): return Self.product(difference, values, from: 0)
        case .diagonal(let values):
            return (0..<width).reduce(0) {
                let value = difference[$1] * values[component * width + $1]
                return $0 + value * value
            }
        case .spherical(let values):
            return difference.reduce(0) { $0 + $1 * $1 } * (values[component] * values[component])
        }
    }

    private static func product(
        _ difference: UnsafeBufferPointer<Double>,
        _ matrix: [Double],
        from first: Int
    ) -> Double {
        matrix.withUnsafeBufferPointer { matrix in
            var sum = 0.0
            for column in difference.indices {
                var value = 0.0
                for row in difference.indices {
                    value += difference[row] * matrix[first + row * difference.count + column]
                }
                sum += value * value
            }
            return sum
        }
    }
}
