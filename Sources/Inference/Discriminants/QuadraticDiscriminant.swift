/// Classes that are normally distributed, each with a covariance of its own.
///
/// - Source: `sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis`.
package struct QuadraticDiscriminant: MatrixModel {
    /// One class's distribution.
    private struct Shape {
        let centring: Centring
        /// Along the axes of the covariance, in units of their spread.
        let axes: LinearScores
        /// What the class has at its mean.
        let constant: Double
    }

    /// What describes one class in a file.
    package struct Parameters: Sendable {
        /// Shape `[featureCount]`.
        package let mean: [Double]
        /// The axes of the covariance; shape `[featureCount, axisCount]`.
        package let rotation: Matrix
        /// The variances along the axes; shape `[axisCount]`, greater than 0.
        package let variances: [Double]
        package let prior: Double

        package init(mean: [Double], rotation: Matrix, variances: [Double], prior: Double) {
            self.mean = mean
            self.rotation = rotation
            self.variances = variances
            self.prior = prior
        }
    }

    private let shapes: [Shape]
    package let signature: ModelSignature

    package init(
        _ parameters: [Parameters],
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard classes.count >= 2, parameters.count == classes.count else {
            throw ModelStructureError("There are \(parameters.count) distributions for \(classes.count) classes")
        }
        var shapes: [Shape] = []
        for part in parameters {
            shapes.append(try Self.shape(part, featureCount: parameters[0].rotation.rowCount))
        }
        self.shapes = shapes
        signature = ModelSignature(
            featureCount: parameters[0].rotation.rowCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true,
            givesScores: true
        )
    }

    private static func shape(_ part: Parameters, featureCount: Int) throws(ModelStructureError) -> Shape {
        guard part.rotation.rowCount == featureCount, part.rotation.columnCount == part.variances.count,
            part.variances.allSatisfy({ $0.isFinite && $0 > 0 }), part.prior >= 0, part.prior.isFinite
        else {
            throw ModelStructureError(
                "A class has axes of shape [\(part.rotation.rowCount), \(part.rotation.columnCount)] and "
                    + "\(part.variances.count) variances for \(featureCount) features, or a variance that is not "
                    + "positive, as when features are collinear"
            )
        }
        var axes = part.rotation.transposed()
        for (axis, variance) in part.variances.enumerated() {
            let scale = Mathematics.power(variance, -0.5)
            for feature in 0..<featureCount { axes[axis, feature] *= scale }
        }
        let volume = part.variances.reduce(0) { $0 + Mathematics.logarithm($1) }
        return Shape(
            centring: try Centring(means: part.mean, scales: nil, featureCount: featureCount),
            axes: try LinearScores(
                coefficients: axes,
                intercepts: [Double](repeating: 0, count: axes.rowCount)
            ),
            constant: Mathematics.logarithm(part.prior) - 0.5 * volume
        )
    }

    package var memoryBytes: Int {
        shapes.reduce(0) { $0 + $1.centring.memoryBytes + $1.axes.memoryBytes + 8 }
    }

    /// - Complexity: O(n · classCount · featureCount²).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        let width = max(signature.featureCount, shapes.count)
        return try RowBlocks(rowCount: rows.rowCount, width: width).predict { range throws(PredictionError) in
            answer(posteriors(of: rows.rows(range)), asking: parts)
        }
    }

    private func answer(_ posteriors: Matrix, asking parts: PredictionParts) -> Prediction {
        var probabilities: Matrix?
        if parts.contains(.probabilities) {
            var scaled = posteriors
            scaled.updateRows(Mathematics.softmax)
            probabilities = scaled
        }
        return Prediction(
            outcome: .classIndices(posteriors.indicesOfRowMaxima()),
            probabilities: probabilities,
            scores: parts.contains(.scores) ? scores(of: posteriors) : nil
        )
    }

    private func scores(of posteriors: Matrix) -> Matrix {
        guard shapes.count == 2 else { return posteriors }
        let differences = (0..<posteriors.rowCount).map { posteriors[$0, 1] - posteriors[$0, 0] }
        return Matrix(rowCount: posteriors.rowCount, columnCount: 1, values: differences)
    }

    /// The logarithm of each class's posterior, but for what all classes of a row have in common.
    private func posteriors(of rows: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: shapes.count)
        for (index, shape) in shapes.enumerated() {
            var centred = rows
            shape.centring.apply(to: &centred)
            let positions = shape.axes.sums(of: centred)
            for row in 0..<rows.rowCount {
                let distance = positions.row(row).reduce(0) { $0 + $1 * $1 }
                result[row, index] = shape.constant - 0.5 * distance
            }
        }
        return result
    }
}
