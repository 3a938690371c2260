/// Classes whose features are independent and normally distributed.
///
/// - Source: `sklearn.naive_bayes.GaussianNB`.
package struct GaussianNaiveBayes: MatrixModel {
    private let featureCount: Int
    private let classCount: Int
    /// Shape `[featureCount, classCount]`.
    private let means: [Double]
    /// Shape `[featureCount, classCount]`.
    private let variances: [Double]
    /// What a class has before any feature is seen; shape `[classCount]`.
    private let constants: [Double]
    package let signature: ModelSignature

    /// - Parameters:
    ///   - means: shape `[classCount, featureCount]`.
    ///   - variances: shape `[classCount, featureCount]`, at least 0.
    ///   - priors: shape `[classCount]`, at least 0.
    package init(
        means: Matrix,
        variances: Matrix,
        priors: [Double],
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        let classCount = classes.count
        guard classCount > 0, means.rowCount == classCount, variances.rowCount == classCount,
            priors.count == classCount, means.columnCount == variances.columnCount,
            ModelSignature.featureCounts.contains(means.columnCount)
        else {
            throw ModelStructureError(
                "There are means of shape [\(means.rowCount), \(means.columnCount)], variances of shape "
                    + "[\(variances.rowCount), \(variances.columnCount)] and \(priors.count) priors for \(classCount) classes"
            )
        }
        guard means.values.allSatisfy(\.isFinite), variances.values.allSatisfy({ $0.isFinite && $0 >= 0 }),
            priors.allSatisfy({ $0.isFinite && $0 >= 0 })
        else { throw ModelStructureError("A mean, a variance or a prior is negative or not finite") }
        featureCount = means.columnCount
        self.classCount = classCount
        self.means = means.transposed().values
        self.variances = variances.transposed().values
        constants = Self.constants(variances, priors)
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true
        )
    }

    private static func constants(_ variances: Matrix, _ priors: [Double]) -> [Double] {
        priors.enumerated().map { index, prior in
            let logarithms = variances.row(index).reduce(0) { $0 + Mathematics.logarithm(2 * .pi * $1) }
            return Mathematics.logarithm(prior) - 0.5 * logarithms
        }
    }

    package var memoryBytes: Int { 8 * (means.count + variances.count + constants.count) }

    /// - Complexity: O(n · classCount · featureCount).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(featureCount)
        try rows.requireFinite()
        return try RowBlocks(rowCount: rows.rowCount, width: classCount).predict { range throws(PredictionError) in
            LogLikelihoods.prediction(likelihoods(of: rows.rows(range)), asking: parts)
        }
    }

    private func likelihoods(of rows: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        rows.values.withUnsafeBufferPointer { features in
            means.withUnsafeBufferPointer { means in
                variances.withUnsafeBufferPointer { variances in
                    var start = 0
                    result.updateRows { sums in
                        let row = UnsafeBufferPointer(rebasing: features[start..<start + featureCount])
                        addDistances(of: row, means, variances, to: sums)
                        start += featureCount
                    }
                }
            }
        }
        return result
    }

    /// The distances from the means in units of the variances; classes run side by side.
    private func addDistances(
        of row: UnsafeBufferPointer<Double>,
        _ means: UnsafeBufferPointer<Double>,
        _ variances: UnsafeBufferPointer<Double>,
        to sums: UnsafeMutableBufferPointer<Double>
    ) {
        var start = 0
        for feature in row.indices {
            let value = row[feature]
            for index in sums.indices {
                let difference = value - means[start &+ index]
                sums[index] += difference * difference / variances[start &+ index]
            }
            start &+= classCount
        }
        for index in sums.indices { sums[index] = constants[index] - 0.5 * sums[index] }
    }
}
