/// Where the sums of boosted trees start.
package enum BoostingStart: Sendable {
    /// The same values for every row, shape `[outputCount]`: 1 for two classes and for regression, else the number of
    /// classes.
    case constant([Double])
    /// What a regressor answers.
    case answers(of: any PredictiveModel)
    /// What the probabilities of a classifier are in the terms of the loss.
    case probabilities(of: any PredictiveModel, BoostingLink, classCount: Int)

    var outputCount: Int {
        switch self {
        case .constant(let values): values.count
        case .answers: 1
        case .probabilities(_, _, let classCount): classCount == 2 ? 1 : classCount
        }
    }

    var memoryBytes: Int {
        switch self {
        case .constant(let values): 8 * values.count
        case .answers(let model), .probabilities(let model, _, _): model.memoryBytes
        }
    }

    /// - Throws: ``ModelStructureError`` when this is no start for rows of `featureCount` features.
    func check(featureCount: Int) throws(ModelStructureError) {
        switch self {
        case .constant(let values):
            guard values.allSatisfy(\.isFinite) else {
                throw ModelStructureError("A boosted model has a start value that is not finite")
            }
        case .answers(let model):
            guard model.signature.featureCount == featureCount, model.signature.task == .regression(outputCount: 1)
            else {
                throw ModelStructureError("A boosted model starts from something else than a regressor of its features")
            }
        case .probabilities(let model, _, let classCount):
            guard model.signature.featureCount == featureCount, model.signature.givesProbabilities,
                model.signature.classes?.count == classCount, classCount >= 2
            else {
                throw ModelStructureError(
                    "A boosted model starts from something else than a classifier of its features and classes"
                )
            }
        }
    }

    /// Shape `[n, outputCount]`.
    ///
    /// - Parameter rows: as 32-bit floats, which scikit-learn gives to an estimator to start from too.
    func scores(of rows: TreeInput, featureCount: Int) throws(PredictionError) -> Matrix {
        switch self {
        case .constant(let values): return Self.repeated(values, rowCount: rows.rowCount)
        case .answers(let model):
            let features = FeatureTable(rows.matrix(columnCount: featureCount))
            guard case .values(let answers) = try model.predict(features, asking: []).outcome else {
                return Matrix(repeating: .nan, rowCount: rows.rowCount, columnCount: 1)
            }
            return answers
        case .probabilities(let model, let link, let classCount):
            let features = FeatureTable(rows.matrix(columnCount: featureCount))
            let probabilities = try model.predict(features, asking: .probabilities).probabilities
            return link.scores(
                of: probabilities ?? Matrix(repeating: .nan, rowCount: rows.rowCount, columnCount: classCount)
            )
        }
    }

    private static func repeated(_ values: [Double], rowCount: Int) -> Matrix {
        var scores = Matrix(repeating: values.first ?? 0, rowCount: rowCount, columnCount: values.count)
        guard values.count > 1 else { return scores }
        scores.updateRows { row in
            for index in row.indices { row[index] = values[index] }
        }
        return scores
    }
}
