/// A model inside of another one, asked for one thing at a time.
struct InnerModel: Sendable {
    let model: any PredictiveModel

    var signature: ModelSignature { model.signature }

    /// For each row the index of its class among the model's own.
    ///
    /// - Precondition: the model is a classifier of one output.
    func classIndices(of rows: FeatureTable) throws(PredictionError) -> [Int] {
        guard case .classIndices(let indices) = try model.predict(rows, asking: []).outcome else {
            preconditionFailure("A classifier answers with classes")
        }
        return indices
    }

    /// The numbers of a regressor; shape `[n, outputCount]`.
    ///
    /// - Precondition: the model is a regressor.
    func values(of rows: FeatureTable) throws(PredictionError) -> Matrix {
        guard case .values(let values) = try model.predict(rows, asking: []).outcome else {
            preconditionFailure("A regressor answers with numbers")
        }
        return values
    }

    /// Shape `[n, classCount]`.
    ///
    /// - Throws: ``PredictionError`` with code `noProbabilities` for a model that has none.
    func probabilities(of rows: FeatureTable) throws(PredictionError) -> Matrix {
        guard let probabilities = try model.predict(rows, asking: .probabilities).probabilities else {
            throw .noProbabilities
        }
        return probabilities
    }

    /// Shape `[n, 1]` for two classes.
    ///
    /// - Throws: ``PredictionError`` with code `noScores` for a model that has none.
    func scores(of rows: FeatureTable) throws(PredictionError) -> Matrix {
        guard let scores = try model.predict(rows, asking: .scores).scores else { throw .noScores }
        return scores
    }
}
