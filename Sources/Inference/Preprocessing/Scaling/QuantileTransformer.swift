/// Replaces each value by the share of the training values below it, or by the normal value of that share.
///
/// - Source: `sklearn.preprocessing.QuantileTransformer`.
package struct QuantileTransformer: MatrixTransformer {
    package enum Distribution: String, Sendable {
        case uniform
        case normal
    }

    /// How close to the ends of the training range a value counts as outside, for the normal distribution.
    private static let margin = 1e-7
    /// The shares beyond which normal values are cut.
    private static let normalBounds = (
        lower: NormalDistribution.quantile(margin - .ulpOfOne),
        upper: NormalDistribution.quantile(1 - (margin - .ulpOfOne))
    )

    /// For each feature the curve from values to shares, and the same curve walked from the other end.
    private let curves: [(rising: LinearCurve, falling: LinearCurve)]
    private let distribution: Distribution
    package var inputCount: Int { curves.count }
    package var outputCount: Int { curves.count }
    package var acceptsMissing: Bool { true }
    package var memoryBytes: Int { curves.reduce(0) { $0 + 32 * $1.rising.pointCount } }

    /// - Parameters:
    ///   - quantiles: shape `[shares.count, features]`, rising in each column.
    ///   - shares: the share of training values below each quantile, rising from 0 to 1.
    package init(quantiles: Matrix, shares: [Double], distribution: Distribution) throws(ModelStructureError) {
        try ModelSignature.requireWidth(quantiles.columnCount, of: "A quantile transformer")
        guard !shares.isEmpty, quantiles.rowCount == shares.count else {
            throw ModelStructureError(
                "A quantile transformer has \(quantiles.rowCount) quantiles for \(shares.count) shares"
            )
        }
        guard quantiles.values.allSatisfy(\.isFinite), shares.allSatisfy(\.isFinite) else {
            throw ModelStructureError("A quantile transformer has a quantile that is not finite")
        }
        curves = (0..<quantiles.columnCount).map { column in
            let points = quantiles.column(column)
            return (
                rising: LinearCurve(points: points, values: shares),
                falling: LinearCurve(points: points.reversed().map(-), values: shares.reversed().map(-))
            )
        }
        self.distribution = distribution
    }

    /// - Complexity: O(n · features · log quantiles), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: true)
        rows.updateRows { row in
            for index in row.indices where !row[index].isNaN { row[index] = value(of: row[index], feature: index) }
        }
    }

    /// The mean of both walks takes the middle of a run of equal quantiles.
    private func value(of x: Double, feature: Int) -> Double {
        let (rising, falling) = curves[feature]
        var share = 0.5 * (rising.value(at: x) - falling.value(at: -x))
        switch distribution {
        case .uniform:
            if x == rising.last { share = 1 }
            if x == rising.first { share = 0 }
            return share
        case .normal:
            if x + Self.margin > rising.last { share = 1 }
            if x - Self.margin < rising.first { share = 0 }
            var result = NormalDistribution.quantile(share)
            result.clamp(Self.normalBounds.lower, Self.normalBounds.upper)
            return result
        }
    }
}
