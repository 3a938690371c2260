/// What is usual lies in an ellipse around a centre.
///
/// - Source: `sklearn.covariance.EllipticEnvelope`.
package struct EllipticEnvelope: MatrixModel {
    private let centring: Centring
    private let precision: LinearScores
    private let offset: Double
    package let signature: ModelSignature

    /// - Parameters:
    ///   - centre: shape `[featureCount]`.
    ///   - precision: the inverse of the covariance; shape `[featureCount, featureCount]`.
    ///   - offset: the negative of the squared distance up to which a row is an inlier.
    package init(
        centre: [Double],
        precision: Matrix,
        offset: Double,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard precision.rowCount == precision.columnCount, offset.isFinite else {
            throw ModelStructureError(
                "The precision has shape [\(precision.rowCount), \(precision.columnCount)], or the offset is not finite"
            )
        }
        self.precision = try LinearScores(
            coefficients: precision,
            intercepts: [Double](repeating: 0, count: precision.rowCount)
        )
        centring = try Centring(means: centre, scales: nil, featureCount: precision.columnCount)
        self.offset = offset
        signature = ModelSignature(
            featureCount: precision.columnCount,
            featureNames: featureNames,
            task: .classification(classes: [.integer(-1), .integer(1)]),
            givesScores: true
        )
    }

    package var memoryBytes: Int { centring.memoryBytes + precision.memoryBytes + 8 }

    /// - Complexity: O(n · featureCount²).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        var centred = rows
        centring.apply(to: &centred)
        let weighted = precision.sums(of: centred)
        let scores = (0..<rows.rowCount).map { row in
            let square = zip(centred.row(row), weighted.row(row)).reduce(0) { $0 + $1.0 * $1.1 }
            // The library takes the root and squares it again, which can move a row across the border.
            let distance = square.squareRoot()
            return -(distance * distance) - offset
        }
        return Prediction(
            outcome: .classIndices(scores.map { $0 >= 0 ? 1 : 0 }),
            scores: parts.contains(.scores)
                ? Matrix(rowCount: rows.rowCount, columnCount: 1, values: scores) : nil
        )
    }
}
