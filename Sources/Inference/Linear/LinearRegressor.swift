/// A linear model of one or several numbers.
///
/// - Source: `predict` of `sklearn.linear_model.LinearRegression` and the many that share it, and of
///   `sklearn.linear_model.TweedieRegressor`, which has a link.
package struct LinearRegressor: LinearModel {
    /// How a sum becomes a number.
    package enum Link: Sendable {
        case identity
        /// The sum is a logarithm.
        case logarithm
    }

    let scores: LinearScores
    private let link: Link
    package let signature: ModelSignature

    /// - Parameters:
    ///   - coefficients: shape `[outputCount, featureCount]`.
    ///   - intercepts: one for each row of `coefficients`.
    package init(
        coefficients: Matrix,
        intercepts: [Double],
        link: Link = .identity,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        scores = try LinearScores(coefficients: coefficients, intercepts: intercepts)
        self.link = link
        signature = ModelSignature(
            featureCount: scores.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: scores.outputCount)
        )
    }

    func answer(_ sums: Matrix, asking parts: PredictionParts) -> Prediction {
        guard link == .logarithm else { return Prediction(outcome: .values(sums)) }
        var numbers = sums
        numbers.updateRows { row in
            for index in row.indices { row[index] = Mathematics.exponential(row[index]) }
        }
        return Prediction(outcome: .values(numbers))
    }
}
