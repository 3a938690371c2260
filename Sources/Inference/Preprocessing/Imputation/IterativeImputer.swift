/// Puts in what models of each feature foretell from the others, round after round.
///
/// - Source: `sklearn.impute.IterativeImputer` without samples of the posterior.
package struct IterativeImputer: MatrixTransformer {
    /// One model of the sequence.
    package struct Step: Sendable {
        let feature: Int
        let neighbours: [Int]
        let model: any PredictiveModel

        /// - Parameters:
        ///   - feature: the feature that the model foretells.
        ///   - neighbours: the features that it takes, in order.
        package init(feature: Int, neighbours: [Int], model: any PredictiveModel) {
            self.feature = feature
            self.neighbours = neighbours
            self.model = model
        }
    }

    private let initial: SimpleImputer
    private let marker: MissingMarker
    private let steps: [Step]
    /// The features that are left after the first imputation.
    private let kept: [Int]
    private let bounds: (lower: [Double], upper: [Double])
    private let indicator: MissingIndicator?
    package var inputCount: Int { initial.inputCount }
    package var outputCount: Int { kept.count + (indicator?.outputCount ?? 0) }
    package var acceptsMissing: Bool { marker.acceptsMissing }
    package var passesMissing: Bool { false }
    package var memoryBytes: Int {
        initial.memoryBytes + steps.reduce(0) { $0 + $1.model.memoryBytes + 8 * $1.neighbours.count }
    }

    /// - Parameters:
    ///   - initial: the first imputation, without an indicator; it leaves the features `kept`.
    ///   - steps: models of the features that are left, counted among them.
    ///   - bounds: into which each of those features is cut.
    package init(
        initial: SimpleImputer,
        marker: MissingMarker,
        kept: [Int],
        steps: [Step],
        bounds: (lower: [Double], upper: [Double]),
        indicator: MissingIndicator?
    ) throws(ModelStructureError) {
        let range = kept.indices
        guard initial.outputCount == kept.count, kept.allSatisfy((0..<initial.inputCount).contains),
            bounds.lower.count == kept.count, bounds.upper.count == kept.count,
            !bounds.lower.contains(where: \.isNaN), !bounds.upper.contains(where: \.isNaN),
            indicator == nil || indicator?.inputCount == initial.inputCount
        else { throw ModelStructureError("An iterative imputer has parts that do not fit each other") }
        for step in steps {
            guard range.contains(step.feature), step.neighbours.allSatisfy(range.contains),
                step.model.signature.featureCount == step.neighbours.count,
                step.model.signature.task == .regression(outputCount: 1)
            else { throw ModelStructureError("A model of an iterative imputer does not fit the features") }
        }
        self.initial = initial
        self.marker = marker
        self.steps = steps
        self.kept = kept
        self.bounds = bounds
        self.indicator = indicator
    }

    /// - Complexity: O(n · models · cost of a model).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: marker.acceptsMissing)
        var table = FeatureTable(rows)
        let indicators = try indicator.map { indicator throws(PredictionError) in
            try indicator.indicators(for: table)
        }
        let missing = kept.map { column in
            (0..<rows.rowCount).filter { marker.matches(rows[$0, column]) }
        }
        try initial.transform(&table)
        var filled = try table.matrix()
        // Where nothing at all is known the library stays with the first imputation.
        if missing.contains(where: { $0.count < rows.rowCount }) {
            for step in steps { try fill(&filled, step, missing[step.feature]) }
        }
        rows = indicators.map { Matrix.joined([filled, $0]) } ?? filled
    }

    private func fill(_ rows: inout Matrix, _ step: Step, _ missing: [Int]) throws(PredictionError) {
        guard !missing.isEmpty else { return }
        var values: [Double] = []
        values.reserveCapacity(missing.count * step.neighbours.count)
        for row in missing {
            for column in step.neighbours { values.append(rows[row, column]) }
        }
        let neighbours = Matrix(rowCount: missing.count, columnCount: step.neighbours.count, values: values)
        let answer: Prediction
        do {
            answer = try step.model.predict(FeatureTable(neighbours), asking: [])
        } catch {
            throw error.withoutPlace
        }
        guard case .values(let foretold) = answer.outcome else { return }
        for (index, row) in missing.enumerated() {
            var value = foretold[index, 0]
            value.clamp(bounds.lower[step.feature], bounds.upper[step.feature])
            rows[row, step.feature] = value
        }
    }
}
