/// A Gaussian process behind a logistic function, which tells two classes apart.
///
/// - Source: `sklearn.gaussian_process._gpc._BinaryGaussianProcessClassifierLaplace`; Rasmussen and Williams, "Gaussian
///   Processes for Machine Learning", algorithm 3.2.
package struct LaplaceProcess: Sendable {
    private let covariance: Covariance
    /// What is left of the targets after the probabilities of the training rows were taken off; shape `[rowCount]`.
    private let residuals: [Double]
    /// The roots of the curvatures; shape `[rowCount]`.
    private let curvatures: [Double]
    /// The lower triangle of a Cholesky decomposition, column after column, each from the diagonal down.
    private let triangle: [Double]

    var featureCount: Int { covariance.featureCount }
    var memoryBytes: Int { covariance.memoryBytes + 8 * (triangle.count + 2 * residuals.count) }

    /// The logistic function as a sum of error functions.
    ///
    /// - Source: Williams and Barber, "Bayesian Classification with Gaussian Processes", appendix A.
    private static let approximation: [(steepness: Double, share: Double)] = [
        (0.41, -1854.8214151), (0.4, 3516.89893646), (0.37, 221.29346712), (0.44, 128.12323805),
        (0.39, -2010.49422654),
    ]

    /// - Parameters:
    ///   - rows: the training rows.
    ///   - residuals: target minus probability of each.
    ///   - curvatures: one for each.
    ///   - decomposition: shape `[rowCount, rowCount]`; its lower triangle is used, and has no zero on its diagonal.
    package init(
        _ formula: CovarianceFormula,
        rows: Matrix,
        residuals: [Double],
        curvatures: [Double],
        decomposition: Matrix
    ) throws(ModelStructureError) {
        covariance = try Covariance(formula, over: rows)
        let count = rows.rowCount
        guard residuals.count == count, curvatures.count == count, decomposition.rowCount == count,
            decomposition.columnCount == count
        else {
            throw ModelStructureError(
                "\(count) training rows have \(residuals.count) residuals, \(curvatures.count) curvatures and a "
                    + "decomposition of shape [\(decomposition.rowCount), \(decomposition.columnCount)]"
            )
        }
        guard (residuals + curvatures + decomposition.values).allSatisfy(\.isFinite),
            (0..<count).allSatisfy({ decomposition[$0, $0] != 0 })
        else { throw ModelStructureError("A number of the process is not finite, or zero on the diagonal") }
        self.residuals = residuals
        self.curvatures = curvatures
        triangle = (0..<count).flatMap { column in (column..<count).map { decomposition[$0, column] } }
    }

    /// For each row what decides: above zero for the second class.
    func means(of rows: Matrix) -> [Double] {
        var result: [Double] = []
        covariance.forEachRow(of: rows) { _, _, covariances in result.append(mean(covariances)) }
        return result
    }

    /// For each row the mean and the probability of the second class.
    ///
    /// - Complexity: O(n · rowCount · (rowCount + featureCount · terms)).
    func probabilities(of rows: Matrix) -> (means: [Double], probabilities: [Double]) {
        var (means, probabilities): ([Double], [Double]) = ([], [])
        var solution = [Double](repeating: 0, count: residuals.count)
        covariance.forEachRow(of: rows) { _, row, covariances in
            let mean = mean(covariances)
            let explained = solution.withUnsafeMutableBufferPointer { explainedVariance(covariances, $0) }
            means.append(mean)
            probabilities.append(Self.probability(mean, covariance.variance(of: row) - explained))
        }
        return (means, probabilities)
    }

    private func mean(_ covariances: UnsafeBufferPointer<Double>) -> Double {
        var sum = 0.0
        for index in covariances.indices { sum += covariances[index] * residuals[index] }
        return sum
    }

    /// The squared length of the solution of triangle · solution = curvatures · covariances.
    ///
    /// It goes column by column, so that several rows are worked on at once.
    private func explainedVariance(
        _ covariances: UnsafeBufferPointer<Double>,
        _ solution: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        for row in covariances.indices { solution[row] = curvatures[row] * covariances[row] }
        return triangle.withUnsafeBufferPointer { triangle in
            var (diagonal, squares) = (0, 0.0)
            for column in 0..<solution.count {
                let value = solution[column] / triangle[diagonal]
                squares += value * value
                let below = solution.count &- column
                for step in 1..<max(1, below) { solution[column &+ step] -= triangle[diagonal &+ step] * value }
                diagonal &+= below
            }
            return squares
        }
    }

    /// The mean of the logistic function over a normal distribution.
    private static func probability(_ mean: Double, _ variance: Double) -> Double {
        let alpha = 1 / (2 * variance)
        var (sum, shares) = (0.0, 0.0)
        for (steepness, share) in approximation {
            let argument = steepness * mean * (alpha / (alpha + steepness * steepness)).squareRoot()
            let integral =
                (.pi / alpha).squareRoot() * Mathematics.errorFunction(argument)
                / (2 * (variance * 2 * .pi).squareRoot())
            sum += share * integral
            shares += share
        }
        return sum + 0.5 * shares
    }
}
