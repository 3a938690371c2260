/// Classifiers trained on parts of the rows and features; the mean of their probabilities, or their votes, decide.
///
/// - Source: `sklearn.ensemble.BaggingClassifier`.
package struct BaggingClassifier: PredictiveModel {
    private let members: [BaggingMember]
    /// For each member and each of its classes which class of the whole it is.
    private let classIndices: [[Int]]
    private let classCount: Int
    package let signature: ModelSignature

    /// - Parameter members: their classes are places in `classes`; a member may lack some.
    /// - Throws: ``ModelStructureError`` for no members, and for classes that are no places.
    package init(
        _ members: [BaggingMember],
        classes: [ClassLabel],
        featureCount: Int,
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard !members.isEmpty, !classes.isEmpty, ModelSignature.featureCounts.contains(featureCount) else {
            throw ModelStructureError("\(members.count) bagged classifiers tell \(classes.count) classes apart")
        }
        self.members = members
        classCount = classes.count
        var classIndices: [[Int]] = []
        for member in members { classIndices.append(try Self.places(member.model, among: classes.count)) }
        self.classIndices = classIndices
        let givesScores = members.allSatisfy { member in
            member.model.signature.givesScores && member.model.signature.classes?.count == classes.count
        }
        signature = ModelSignature(
            featureCount: featureCount,
            featureNames: featureNames,
            task: .classification(classes: classes),
            acceptsMissing: members.allSatisfy(\.model.signature.acceptsMissing),
            givesProbabilities: true,
            givesScores: givesScores,
            textFeatures: members.reduce(into: []) { $0.formUnion($1.textFeatures) }
        )
    }

    private static func places(
        _ model: any PredictiveModel,
        among count: Int
    ) throws(ModelStructureError) -> [Int] {
        let places = (model.signature.classes ?? []).compactMap { label -> Int? in
            switch label {
            case .integer(let place): place
            case .number(let place): Int(exactly: place)
            case .boolean(let place): place ? 1 : 0
            case .string: nil
            }
        }
        guard !places.isEmpty, places.count == model.signature.classes?.count,
            places.allSatisfy((0..<count).contains)
        else { throw ModelStructureError("A bagged classifier knows classes that the whole does not have") }
        return places
    }

    package var memoryBytes: Int { members.reduce(0) { $0 + $1.memoryBytes } }

    /// - Complexity: the sum of the members, and a copy of its columns for each that does not take all.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireWidth(signature.featureCount)
        var shares = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: classCount)
        var scores: Matrix?
        for index in members.indices {
            let answer = try members[index].predict(rows, asking: askedFor(members[index], parts))
            add(answer, of: index, to: &shares)
            if let added = answer.scores { scores = try Self.sum(scores, added) }
        }
        let count = Double(members.count)
        for index in shares.values.indices { shares.values[index] /= count }
        return Prediction(
            outcome: .classIndices(shares.indicesOfRowMaxima()),
            probabilities: parts.contains(.probabilities) ? shares : nil,
            scores: scores.map { $0.dividing(by: count) }
        )
    }

    private func askedFor(_ member: BaggingMember, _ parts: PredictionParts) -> PredictionParts {
        let probabilities: PredictionParts = member.model.signature.givesProbabilities ? .probabilities : []
        return parts.contains(.scores) ? probabilities.union(.scores) : probabilities
    }

    private func add(_ answer: Prediction, of index: Int, to shares: inout Matrix) {
        let places = classIndices[index]
        if let probabilities = answer.probabilities {
            for row in 0..<shares.rowCount {
                for (column, place) in places.enumerated() { shares[row, place] += probabilities[row, column] }
            }
        } else if case .classIndices(let named) = answer.outcome {
            for (row, name) in named.enumerated() { shares[row, places[name]] += 1 }
        }
    }

    private static func sum(_ sum: Matrix?, _ added: Matrix) throws(PredictionError) -> Matrix {
        guard var sum else { return added }
        guard sum.columnCount == added.columnCount else { throw .noScores }
        for index in sum.values.indices { sum.values[index] += added.values[index] }
        return sum
    }
}

extension Matrix {
    /// Each number as a part of `divisor`.
    func dividing(by divisor: Double) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount, values: values.map { $0 / divisor })
    }
}
