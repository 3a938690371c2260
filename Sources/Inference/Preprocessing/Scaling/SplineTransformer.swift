/// The values of each feature's B-splines.
///
/// - Source: `sklearn.preprocessing.SplineTransformer`.
package struct SplineTransformer: MatrixTransformer {
    /// What happens outside of the range of training.
    package enum Extrapolation: String, Sendable {
        /// The splines' polynomials go on.
        case `continue`
        /// Splines stay at their values at the ends.
        case constant
        /// Splines go on in straight lines.
        case linear
        /// The range repeats.
        case periodic
        /// Such values are refused.
        case error
    }

    private let features: [SplineFeature]
    /// Whether the last spline of each feature is given out.
    private let hasBias: Bool
    package let outputCount: Int
    package let acceptsMissing: Bool
    package var passesMissing: Bool { false }
    package var inputCount: Int { features.count }
    package var memoryBytes: Int { features.reduce(0) { $0 + $1.memoryBytes } }

    /// - Parameters:
    ///   - knots: for each feature its knots, rising, `degree` of them on both sides of the range.
    ///   - acceptsMissing: whether a missing value becomes zeros; otherwise it is refused.
    package init(
        knots: [[Double]],
        degree: Int,
        extrapolation: Extrapolation,
        hasBias: Bool,
        acceptsMissing: Bool
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(knots.count, of: "A spline transformer")
        var features: [SplineFeature] = []
        var boundaryDegree = degree
        for knots in knots {
            let basis = try SplineBasis(knots: knots, degree: degree)
            features.append(try SplineFeature(basis, extrapolation, boundaryDegree: boundaryDegree))
            // The library raises a low degree while it goes through the features, and keeps it raised for the next.
            if extrapolation == .linear, boundaryDegree <= 1 { boundaryDegree += 1 }
        }
        let dropped = hasBias ? 0 : 1
        let widths = features.map { $0.splineCount - dropped }
        guard widths.allSatisfy({ $0 >= 0 && $0 <= 1 << 22 }) else {
            throw ModelStructureError("A spline transformer has a feature without splines")
        }
        outputCount = widths.reduce(0, +)
        try ModelSignature.requireWidth(outputCount, of: "The output of a spline transformer")
        self.features = features
        self.hasBias = hasBias
        self.acceptsMissing = acceptsMissing
    }

    /// - Complexity: O(n · features · (splines + degree²)).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: acceptsMissing)
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        var start = 0
        for (column, feature) in features.enumerated() {
            var splines = [Double](repeating: 0, count: feature.splineCount)
            let width = hasBias ? splines.count : splines.count - 1
            var work = feature.makeWork()
            for row in 0..<rows.rowCount {
                let x = rows[row, column]
                if x.isNaN { continue }
                guard feature.evaluate(x, into: &splines, work: &work) else {
                    throw Self.outside(x, row: row, column: column)
                }
                for index in 0..<width { result[row, start + index] = splines[index] }
            }
            start += width
        }
        rows = result
    }

    private static func outside(_ x: Double, row: Int, column: Int) -> PredictionError {
        PredictionError(
            .outOfRange,
            at: PredictionError.Place(row: row, column: column),
            "is \(x), outside of the range of the splines' knots. Send a value inside, or train the splines with another "
                + "extrapolation than 'error'"
        )
    }
}
