/// Regressors that were each trained on what the ones before got wrong; the weighted median is the answer.
///
/// - Source: `sklearn.ensemble.AdaBoostRegressor`.
package struct AdaBoostRegressor: PredictiveModel {
    private let members: [any PredictiveModel]
    private let weights: [Double]
    package let signature: ModelSignature

    /// - Parameter weights: at least as many as there are members.
    /// - Throws: ``ModelStructureError`` for members that differ in their features or answer more than a number.
    package init(
        _ members: [any PredictiveModel],
        weights: [Double],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        guard let first = members.first, members.count <= weights.count else {
            throw ModelStructureError("\(members.count) boosted regressors have \(weights.count) weights")
        }
        guard weights.allSatisfy(\.isFinite),
            members.allSatisfy({
                $0.signature.featureCount == first.signature.featureCount
                    && $0.signature.task == .regression(outputCount: 1)
            })
        else { throw ModelStructureError("The boosted regressors differ in their features, or answer no number") }
        self.members = members
        self.weights = weights
        signature = ModelSignature(
            featureCount: first.signature.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: 1),
            textFeatures: first.signature.textFeatures
        )
    }

    package var memoryBytes: Int { members.reduce(8 * weights.count) { $0 + $1.memoryBytes } }

    /// - Complexity: the sum of the members, and O(n · members · log members).
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        try rows.requireComplete(signature)
        var answers: [[Double]] = []
        for member in members {
            guard case .values(let values) = try member.predict(rows, asking: []).outcome else { continue }
            answers.append(values.values)
        }
        var order = Array(answers.indices)
        let medians = (0..<rows.rowCount).map { row in
            order.sort { answers[$0][row] < answers[$1][row] }
            return answers[medianMember(order)][row]
        }
        return Prediction(outcome: .values(Matrix(rowCount: rows.rowCount, columnCount: 1, values: medians)))
    }

    /// The first member at which half of the weight is reached.
    ///
    /// - Parameter order: the members by rising answers.
    private func medianMember(_ order: [Int]) -> Int {
        let half = 0.5 * order.reduce(0) { $0 + weights[$1] }
        var sum = 0.0
        for member in order {
            sum += weights[member]
            if sum >= half { return member }
        }
        return order[0]
    }
}
