/// Trees that correct each other: a start value and steps of the learning rate.
///
/// - Source: `sklearn.ensemble._gb.BaseGradientBoosting._raw_predict`.
package struct GradientBoosting: Sendable {
    let trees: TreeEnsemble
    private let start: BoostingStart

    /// - Parameters:
    ///   - trees: iteration after iteration, in each one tree for each output; leaves hold one value, which the learning
    ///     rate was multiplied into.
    ///   - start: where the sums of each row begin.
    package init(_ trees: TreeEnsemble, start: BoostingStart) throws(ModelStructureError) {
        try trees.checkComplete()
        guard trees.valueCount == 1, start.outputCount == trees.outputCount else {
            throw ModelStructureError(
                "Boosted trees of \(trees.outputCount) outputs start from \(start.outputCount) values"
            )
        }
        try start.check(featureCount: trees.featureCount)
        self.trees = trees
        self.start = start
    }

    var outputCount: Int { trees.outputCount }
    var memoryBytes: Int { trees.memoryBytes + start.memoryBytes }

    /// The sums before any link function, shape `[n, outputCount]`.
    func rawScores(of rows: TreeInput) throws(PredictionError) -> Matrix {
        var sums = try start.scores(of: rows, featureCount: trees.featureCount)
        trees.add(rows, to: &sums)
        return sums
    }
}
