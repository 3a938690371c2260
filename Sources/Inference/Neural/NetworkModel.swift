/// A model whose answers follow from the outputs of a network.
protocol NetworkModel: MatrixModel {
    var network: NeuralNetwork { get }

    /// The answer of rows.
    ///
    /// - Parameter outputs: shape `[n, network.outputCount]`.
    func answer(_ outputs: Matrix, asking parts: PredictionParts) -> Prediction
}

extension NetworkModel {
    package var memoryBytes: Int { network.memoryBytes }

    /// - Complexity: O(n · connections).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return try network.blocks(rows.rowCount).predict { range throws(PredictionError) in
            answer(try network.outputs(of: rows.rows(range)), asking: parts)
        }
    }

    /// - Complexity: O(values that are not zero · neurons of the first layer), and O(connections) for each row behind it.
    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        return try network.blocks(rows.rowCount).predict { range throws(PredictionError) in
            let part = range == 0..<rows.rowCount ? rows : rows.rows(range)
            return answer(try network.outputs(of: part), asking: parts)
        }
    }
}
