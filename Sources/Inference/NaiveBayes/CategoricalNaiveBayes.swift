/// Classes whose features are categories, counted from 0.
///
/// - Source: `sklearn.naive_bayes.CategoricalNB`.
package struct CategoricalNaiveBayes: MatrixModel {
    private let classCount: Int
    /// For each feature its categories, for each category the log-probability in every class.
    private let logProbabilities: [Double]
    /// Where a feature begins in `logProbabilities`.
    private let starts: [Int]
    private let categoryCounts: [Int]
    /// Shape `[classCount]`.
    private let priors: [Double]
    package let signature: ModelSignature

    /// - Parameters:
    ///   - logProbabilities: for each feature shape `[classCount, categoryCount]`; −∞ for what never happens.
    ///   - priors: the log-probability of each class; shape `[classCount]`.
    package init(
        logProbabilities: [Matrix],
        priors: [Double],
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(logProbabilities.count), !classes.isEmpty,
            priors.count == classes.count
        else {
            throw ModelStructureError(
                "There are \(logProbabilities.count) features, \(classes.count) classes and \(priors.count) priors"
            )
        }
        for (feature, table) in logProbabilities.enumerated() {
            guard table.rowCount == classes.count, table.columnCount > 0, !table.values.contains(where: \.isNaN) else {
                throw ModelStructureError(
                    "Feature \(feature) has probabilities of shape [\(table.rowCount), \(table.columnCount)] "
                        + "for \(classes.count) classes, or one that is no number"
                )
            }
        }
        classCount = classes.count
        self.logProbabilities = logProbabilities.flatMap { $0.transposed().values }
        categoryCounts = logProbabilities.map(\.columnCount)
        starts = logProbabilities.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.values.count) }
        self.priors = priors
        signature = ModelSignature(
            featureCount: logProbabilities.count,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int { 8 * (logProbabilities.count + 2 * starts.count + priors.count) }

    /// - Throws: ``PredictionError`` with code `unknownCategory` for a category beyond those of the training.
    /// - Complexity: O(n · classCount · featureCount).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(categoryCounts.count)
        try rows.requireFinite()
        try requireCategories(rows)
        return try RowBlocks(rowCount: rows.rowCount, width: classCount).predict { range throws(PredictionError) in
            LogLikelihoods.prediction(likelihoods(of: rows.rows(range)), asking: parts)
        }
    }

    /// Numbers are cut to whole ones, as scikit-learn cuts them, so that −0.5 is the first category.
    private func requireCategories(_ rows: Matrix) throws(PredictionError) {
        for row in 0..<rows.rowCount {
            for (column, count) in categoryCounts.enumerated() {
                let value = rows[row, column]
                guard value <= -1 || value >= Double(count) else { continue }
                throw PredictionError(
                    .unknownCategory,
                    at: PredictionError.Place(row: row, column: column),
                    "is \(value); this model was trained on the categories 0 to \(count - 1) there. Send one of these, or "
                        + "train it with min_categories"
                )
            }
        }
    }

    private func likelihoods(of rows: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        var row = 0
        result.updateRows { sums in
            for feature in categoryCounts.indices {
                let start = starts[feature] + Int(rows[row, feature]) * classCount
                for index in sums.indices { sums[index] += logProbabilities[start + index] }
            }
            for index in sums.indices { sums[index] += priors[index] }
            row += 1
        }
        return result
    }
}
