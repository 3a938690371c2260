/// Answers the class whose centre is nearest.
///
/// - Source: `sklearn.neighbors.NearestCentroid`.
package struct NearestCentroid: MatrixModel {
    /// What probabilities and scores take, since scikit-learn 1.6 and for the euclidean distance.
    package struct Discriminant: Sendable {
        /// The share of each class.
        package var priors: [Double]
        /// By what each feature is divided; a feature with a zero here is left as it is.
        package var deviations: [Double]
        /// Whether scores decide, for classes of different shares.
        package var decides: Bool

        package init(priors: [Double], deviations: [Double], decides: Bool) {
            self.priors = priors
            self.deviations = deviations
            self.decides = decides
        }
    }

    private let centroids: NeighbourIndex
    private let discriminant: Discriminant?
    /// The centres divided by the deviations, shape `[classCount, featureCount]`; empty without a discriminant.
    private let scaledCentroids: Matrix
    private let divisors: [Double]
    private let classCount: Int
    package let signature: ModelSignature

    /// - Parameter centroids: one row for each class.
    package init(
        centroids: Matrix,
        metric: DistanceMetric,
        discriminant: Discriminant?,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard !classes.isEmpty, centroids.rowCount == classes.count else {
            throw ModelStructureError("\(classes.count) classes have \(centroids.rowCount) centres")
        }
        self.centroids = try NeighbourIndex(centroids, metric: metric, tree: nil)
        self.discriminant = discriminant
        classCount = classes.count
        divisors = discriminant?.deviations.map { $0 == 0 ? 1 : $0 } ?? []
        guard let discriminant else {
            scaledCentroids = .empty
            signature = Self.signature(centroids, classes, featureNames, metric, givesScores: false)
            return
        }
        guard discriminant.priors.count == classes.count, discriminant.deviations.count == centroids.columnCount,
            divisors.allSatisfy(\.isFinite), discriminant.priors.allSatisfy({ $0 >= 0 })
        else {
            throw ModelStructureError(
                "\(discriminant.priors.count) shares of classes and \(discriminant.deviations.count) deviations do not fit"
            )
        }
        scaledCentroids = Self.divided(centroids, by: divisors)
        signature = Self.signature(centroids, classes, featureNames, metric, givesScores: true)
    }

    private static func signature(
        _ centroids: Matrix,
        _ classes: [ClassLabel],
        _ featureNames: [String]?,
        _ metric: DistanceMetric,
        givesScores: Bool
    ) -> ModelSignature {
        ModelSignature(
            featureCount: centroids.columnCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            acceptsMissing: metric.acceptsMissing,
            givesProbabilities: givesScores,
            givesScores: givesScores
        )
    }

    private static func divided(_ rows: Matrix, by divisors: [Double]) -> Matrix {
        var result = rows
        result.updateRows { row in
            for index in row.indices { row[index] /= divisors[index] }
        }
        return result
    }

    package var memoryBytes: Int { centroids.memoryBytes + 8 * scaledCentroids.values.count }

    /// - Complexity: O(n · classCount · featureCount).
    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        let questions = try centroids.prepared(rows)
        return try RowBlocks(rowCount: rows.rowCount, width: classCount).predict { range throws(PredictionError) in
            answer(rows.rows(range), questions.rows(range), parts)
        }
    }

    private func answer(_ rows: Matrix, _ questions: Matrix, _ parts: PredictionParts) -> Prediction {
        let needsScores = discriminant?.decides == true || !parts.isEmpty
        let scores = needsScores ? discriminant.map { self.scores(of: rows, $0.priors) } : nil
        let indices =
            if discriminant?.decides == true, let scores { scores.indicesOfRowMaxima() } else { nearest(to: questions) }
        return Prediction(
            outcome: .classIndices(indices),
            probabilities: parts.contains(.probabilities) ? scores.map(Self.probabilities) : nil,
            scores: parts.contains(.scores) ? scores.map(decisions) : nil
        )
    }

    private func nearest(to questions: Matrix) -> [Int] {
        var indices: [Int] = []
        centroids.forEachRow(of: questions, nearest: 1) { _, neighbours in indices.append(neighbours.indices[0]) }
        return indices
    }

    /// - Returns: shape `[n, classCount]`.
    private func scores(of rows: Matrix, _ priors: [Double]) -> Matrix {
        let rows = Self.divided(rows, by: divisors)
        var result = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        for row in 0..<rows.rowCount {
            for (index, prior) in priors.enumerated() {
                var sum = 0.0
                for column in 0..<rows.columnCount {
                    let difference = rows[row, column] - scaledCentroids[index, column]
                    sum += difference * difference
                }
                result[row, index] = 2 * Mathematics.logarithm(prior) - sum
            }
        }
        return result
    }

    /// - Source: `DiscriminantAnalysisPredictionMixin.predict_log_proba`.
    private static func probabilities(of scores: Matrix) -> Matrix {
        var result = scores
        result.updateRows { row in
            let largest = row.max() ?? 0
            var sum = 0.0
            for index in row.indices {
                row[index] -= largest
                sum += Mathematics.exponential(row[index])
            }
            let logarithm = Mathematics.logarithm(sum)
            for index in row.indices { row[index] = Mathematics.exponential(row[index] - logarithm) }
        }
        return result
    }

    private func decisions(_ scores: Matrix) -> Matrix {
        guard classCount == 2 else { return scores }
        let values = (0..<scores.rowCount).map { scores[$0, 1] - scores[$0, 0] }
        return Matrix(rowCount: values.count, columnCount: 1, values: values)
    }
}
