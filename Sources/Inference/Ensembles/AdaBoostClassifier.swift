/// Classifiers that were each trained on what the ones before got wrong, with a weight for each.
///
/// - Source: `sklearn.ensemble.AdaBoostClassifier`.
package struct AdaBoostClassifier: PredictiveModel {
    /// How the members' answers become scores.
    package enum Votes: Sendable {
        /// The class that a member names gets its weight, and the others nothing: SAMME before scikit-learn 1.3.
        case forNamed
        /// The same, and the others lose its weight shared among them: SAMME since then.
        case againstOthers
        /// The logarithms of the members' probabilities: SAMME.R.
        case logarithms
    }

    private let members: [any PredictiveModel]
    /// For each member and each of its classes which class of the whole it is.
    private let classIndices: [[Int]]
    private let weights: [Double]
    /// The sum of all weights, those of members included that were never trained.
    private let weightSum: Double
    private let votes: Votes
    private let classCount: Int
    package let signature: ModelSignature

    /// - Parameters:
    ///   - weights: at least as many as there are members.
    /// - Throws: ``ModelStructureError`` for members that differ in their features or know other classes.
    package init(
        _ members: [any PredictiveModel],
        weights: [Double],
        votes: Votes,
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard let first = members.first, !classes.isEmpty, members.count <= weights.count else {
            throw ModelStructureError("\(members.count) boosted classifiers have \(weights.count) weights")
        }
        self.members = members
        self.weights = weights
        self.votes = votes
        weightSum = weights.reduce(0, +)
        classCount = classes.count
        guard weights.allSatisfy(\.isFinite), weightSum.isFinite else {
            throw ModelStructureError("A boosted classifier has a weight that is not finite")
        }
        var classIndices: [[Int]] = []
        let places = Dictionary(classes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for member in members {
            classIndices.append(try Self.indices(of: member, among: classes, places, votes, like: first))
        }
        self.classIndices = classIndices
        signature = ModelSignature(
            featureCount: first.signature.featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            givesProbabilities: true,
            givesScores: true,
            textFeatures: first.signature.textFeatures
        )
    }

    private static func indices(
        of member: any PredictiveModel,
        among classes: [ClassLabel],
        _ places: [ClassLabel: Int],
        _ votes: Votes,
        like first: any PredictiveModel
    ) throws(ModelStructureError) -> [Int] {
        let own = member.signature.classes ?? []
        let indices = own.compactMap { places[$0] }
        guard !own.isEmpty, indices.count == own.count,
            member.signature.featureCount == first.signature.featureCount
        else { throw ModelStructureError("A boosted classifier differs from the others in its features or classes") }
        guard votes != .logarithms || own == classes && member.signature.givesProbabilities else {
            throw ModelStructureError("A classifier boosted by SAMME.R gives no probabilities of all classes")
        }
        return indices
    }

    package var memoryBytes: Int { members.reduce(16 * weights.count) { $0 + $1.memoryBytes } }

    /// - Complexity: the sum of the members, and O(n · members · classes).
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireComplete(signature)
        let scores = try scores(of: rows)
        return Prediction(
            outcome: .classIndices(
                classCount == 2 ? scores.values.map { $0 > 0 ? 1 : 0 } : scores.indicesOfRowMaxima()
            ),
            probabilities: parts.contains(.probabilities) ? probabilities(of: scores) : nil,
            scores: parts.contains(.scores) ? scores : nil
        )
    }

    // MARK: Scores

    /// Shape `[n, 1]` for two classes, else `[n, classCount]`.
    private func scores(of rows: FeatureTable) throws(PredictionError) -> Matrix {
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        guard classCount > 1 else { return sums }
        for index in members.indices {
            try votes == .logarithms ? addLogarithms(of: index, rows, to: &sums) : addVotes(of: index, rows, to: &sums)
        }
        for index in sums.values.indices { sums.values[index] /= weightSum }
        guard classCount == 2 else { return sums }
        let differences = (0..<sums.rowCount).map { -sums[$0, 0] + sums[$0, 1] }
        return Matrix(rowCount: sums.rowCount, columnCount: 1, values: differences)
    }

    private func addVotes(
        of index: Int,
        _ rows: FeatureTable,
        to sums: inout Matrix
    ) throws(PredictionError) {
        guard case .classIndices(let named) = try members[index].predict(rows, asking: []).outcome else { return }
        let weight = weights[index]
        let others = votes == .againstOthers ? -1 / Double(classCount - 1) * weight : 0
        for (row, name) in named.enumerated() {
            let vote = classIndices[index][name]
            for column in 0..<classCount { sums[row, column] += column == vote ? weight : others }
        }
    }

    /// - Source: `_samme_proba` of scikit-learn before 1.6.
    private func addLogarithms(
        of index: Int,
        _ rows: FeatureTable,
        to sums: inout Matrix
    ) throws(PredictionError) {
        guard var logarithms = try members[index].predict(rows, asking: .probabilities).probabilities else { return }
        let (count, share) = (Double(classCount), 1 / Double(classCount))
        logarithms.updateRows { row in
            var sum = 0.0
            for index in row.indices {
                row[index] = Mathematics.logarithm(max(row[index], .ulpOfOne))
                sum += row[index]
            }
            for index in row.indices { row[index] = (count - 1) * (row[index] - share * sum) }
        }
        for place in sums.values.indices { sums.values[place] += logarithms.values[place] }
    }

    /// - Source: `AdaBoostClassifier._compute_proba_from_decision`.
    private func probabilities(of scores: Matrix) -> Matrix {
        guard classCount > 1 else { return Matrix(repeating: 1, rowCount: scores.rowCount, columnCount: 1) }
        var result = scores
        if classCount == 2 {
            let halves = scores.values.flatMap { [-$0 / 2, $0 / 2] }
            result = Matrix(rowCount: scores.rowCount, columnCount: 2, values: halves)
        } else {
            let divisor = Double(classCount - 1)
            for index in result.values.indices { result.values[index] /= divisor }
        }
        result.updateRows(Mathematics.softmax)
        return result
    }
}
