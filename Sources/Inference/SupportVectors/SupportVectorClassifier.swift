/// A machine for each pair of classes, and a vote among them.
///
/// - Source: `sklearn.svm.SVC` and `NuSVC`; `libsvm`, `svm_predict_values` and `svm_predict_probability`.
package struct SupportVectorClassifier: MatrixModel {
    /// What the scores of more than two classes are.
    package enum ScoreShape: Sendable {
        /// One for each class: its votes, and by how much they were won.
        case oneAgainstRest
        /// One for each pair, (0, 1), (0, 2) and so on; positive for the first class.
        case oneAgainstOne
    }

    /// The numbers of a fitted machine.
    package struct Parameters: Sendable {
        /// How many of the vectors are of each class; they stand class after class.
        package var supportCounts: [Int]
        /// Shape `[classCount - 1, vectors]`: of a vector, its coefficients against the other classes in their order.
        package var coefficients: Matrix
        /// One for each pair.
        package var intercepts: [Double]
        /// The steepness and the shift of each pair's probability; nil for a machine without probabilities.
        package var probabilities: (slopes: [Double], shifts: [Double])?

        package init(
            supportCounts: [Int],
            coefficients: Matrix,
            intercepts: [Double],
            probabilities: (slopes: [Double], shifts: [Double])?
        ) {
            self.supportCounts = supportCounts
            self.coefficients = coefficients
            self.intercepts = intercepts
            self.probabilities = probabilities
        }
    }

    private let decisions: PairwiseDecisions
    private let coupling: PairwiseCoupling?
    private let scoreShape: ScoreShape
    private let breaksTies: Bool
    package let signature: ModelSignature
    private let classCount: Int

    /// - Parameter breaksTies: whether scores decide instead of votes, which counts for more than two classes.
    package init(
        _ vectors: SupportVectors,
        _ parameters: Parameters,
        classes: [ClassLabel],
        scoreShape: ScoreShape,
        breaksTies: Bool,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        classCount = classes.count
        decisions = try PairwiseDecisions(vectors, parameters, classCount: classes.count)
        if let probabilities = parameters.probabilities {
            coupling = try PairwiseCoupling(
                classCount: classes.count,
                slopes: probabilities.slopes,
                shifts: probabilities.shifts
            )
        } else {
            coupling = nil
        }
        self.scoreShape = scoreShape
        self.breaksTies = breaksTies && classes.count > 2
        signature = ModelSignature(
            featureCount: vectors.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: coupling != nil,
            givesScores: true
        )
    }

    package var memoryBytes: Int { decisions.memoryBytes }

    /// - Complexity: O(n · vectors · (featureCount + classCount)); a few allocations for the batch.
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        return try blocks(rows.rowCount).predict { range throws(PredictionError) in
            answer(.dense(rows.rows(range)), parts)
        }
    }

    package func predict(_ rows: SparseMatrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        guard decisions.vectors.isSparse else {
            return try rows.predictDensely { rows throws(PredictionError) in try predict(rows, asking: parts) }
        }
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        try rows.requireFinite()
        return try blocks(rows.rowCount).predict { range throws(PredictionError) in
            answer(.sparse(rows.rows(range)), parts)
        }
    }

    private func blocks(_ rowCount: Int) -> RowBlocks { RowBlocks(rowCount: rowCount, width: decisions.pairCount) }

    // MARK: Answering

    private func answer(_ rows: FeatureTable.Numbers, _ parts: PredictionParts) -> Prediction {
        let values = decisions.values(of: rows)
        let scores = breaksTies || parts.contains(.scores) ? scores(of: values) : nil
        let indices =
            if breaksTies, let scores { scores.indicesOfRowMaxima() } else { decisions.winners(of: values) }
        return Prediction(
            outcome: .classIndices(indices),
            probabilities: parts.contains(.probabilities) ? probabilities(of: values) : nil,
            scores: parts.contains(.scores) ? scores : nil
        )
    }

    /// - Source: `BaseSVC.decision_function`, which turns the sign of two classes.
    private func scores(of values: Matrix) -> Matrix {
        if classCount == 2 {
            return Matrix(rowCount: values.rowCount, columnCount: 1, values: values.values.map { -$0 })
        }
        return scoreShape == .oneAgainstOne ? values : decisions.votesWithConfidence(of: values)
    }

    private func probabilities(of values: Matrix) -> Matrix? {
        guard let coupling else { return nil }
        var workspace = coupling.workspace()
        var result = Matrix(repeating: 0, rowCount: values.rowCount, columnCount: classCount)
        result.values.withUnsafeMutableBufferPointer { result in
            values.forEachRow { row, values in
                let range = row * classCount..<(row + 1) * classCount
                coupling.couple(values, into: UnsafeMutableBufferPointer(rebasing: result[range]), &workspace)
            }
        }
        return result
    }
}
