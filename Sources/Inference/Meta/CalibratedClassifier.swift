/// Classifiers whose probabilities were put right, averaged.
///
/// - Source: `sklearn.calibration.CalibratedClassifierCV`.
package struct CalibratedClassifier: PredictiveModel {
    /// What puts the answers of one classifier right.
    package enum Calibration: Sendable {
        /// A curve for each class that the classifier knows; one alone for two classes.
        case curves([CalibrationCurve])
        /// All at once: a factor before the softmax.
        case temperature(factor: Double)
    }

    /// A classifier and its calibration.
    package struct Member: Sendable {
        let model: any PredictiveModel
        let calibration: Calibration

        package init(model: any PredictiveModel, calibration: Calibration) {
            self.model = model
            self.calibration = calibration
        }
    }

    private let inner: InnerModels
    private let calibrations: [(calibration: Calibration, positions: [Int])]
    private let classCount: Int
    package let signature: ModelSignature

    package init(
        _ members: [Member],
        classes: [ClassLabel],
        featureNames: [String]?
    ) throws(ModelStructureError) {
        inner = try InnerModels(members.map(\.model))
        var calibrations: [(Calibration, [Int])] = []
        for member in members { calibrations.append((member.calibration, try member.positions(in: classes))) }
        self.calibrations = calibrations
        classCount = classes.count
        signature = inner.signature(
            .classification(classes: classes),
            featureNames: featureNames,
            givesProbabilities: true
        )
    }

    package var memoryBytes: Int {
        calibrations.reduce(inner.memoryBytes) { sum, member in
            guard case .curves(let curves) = member.calibration else { return sum + 8 }
            return curves.reduce(sum) { $0 + $1.memoryBytes }
        }
    }

    /// - Complexity: the sum of the classifiers.
    package func predict(_ rows: FeatureTable, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        try checkParts(parts)
        var sums = WeightedSum(rowCount: rows.rowCount, columnCount: classCount)
        for (member, (calibration, positions)) in zip(inner.members, calibrations) {
            let answers = try Self.answers(of: member, rows)
            switch calibration {
            case .curves(let curves): sums.add(calibrate(answers, curves, positions), weight: nil)
            case .temperature(let factor):
                let scaled = scale(answers, by: factor, areProbabilities: !member.signature.givesScores)
                guard scaled.columnCount == classCount else { throw .scoresOfAnotherShape }
                sums.add(scaled, weight: nil)
            }
        }
        let probabilities = sums.mean
        return Prediction(
            outcome: .classIndices(probabilities.indicesOfRowMaxima()),
            probabilities: parts.contains(.probabilities) ? probabilities : nil
        )
    }

    /// The scores, or else the probabilities, of which the second column stands for two classes.
    private static func answers(of member: InnerModel, _ rows: FeatureTable) throws(PredictionError) -> Matrix {
        if member.signature.givesScores { return try member.scores(of: rows) }
        let probabilities = try member.probabilities(of: rows)
        return probabilities.columnCount == 2 ? probabilities.columns([1]) : probabilities
    }

    // MARK: Curves

    private func calibrate(_ answers: Matrix, _ curves: [CalibrationCurve], _ positions: [Int]) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: answers.rowCount, columnCount: classCount)
        let count = min(curves.count, positions.count, answers.columnCount)
        for row in 0..<answers.rowCount {
            for column in 0..<count {
                // For two classes the one answer is about the second of them.
                let target = classCount == 2 ? 1 : positions[column]
                result[row, target] = curves[column].probability(of: answers[row, column])
            }
        }
        result.updateRows { row in
            if row.count == 2 { row[0] = 1 - row[1] } else { Self.normalize(row) }
            Self.clipJustAboveOne(row)
        }
        return result
    }

    private static func normalize(_ row: UnsafeMutableBufferPointer<Double>) {
        let sum = row.reduce(0, +)
        for index in row.indices { row[index] = sum == 0 ? 1 / Double(row.count) : row[index] / sum }
    }

    private static func clipJustAboveOne(_ row: UnsafeMutableBufferPointer<Double>) {
        for index in row.indices where row[index] > 1 && row[index] <= 1 + 1e-5 { row[index] = 1 }
    }

    // MARK: Temperature

    /// - Source: `sklearn.calibration._TemperatureScaling`.
    private func scale(_ answers: Matrix, by factor: Double, areProbabilities: Bool) -> Matrix {
        var logits = answers
        if answers.columnCount == 1 {
            logits = Matrix(repeating: 0, rowCount: answers.rowCount, columnCount: 2)
            for (row, answer) in answers.values.enumerated() {
                logits[row, 0] = areProbabilities ? 1 - answer : -answer
                logits[row, 1] = answer
            }
        }
        logits.updateRows { row in
            for index in row.indices {
                let logit = areProbabilities ? Mathematics.logarithm(row[index] + 1e-12) : row[index]
                row[index] = factor * logit
            }
            Mathematics.softmax(row)
            Self.clipJustAboveOne(row)
        }
        return logits
    }
}

extension CalibratedClassifier.Member {
    /// Where the model's classes stand among `classes`.
    fileprivate func positions(in classes: [ClassLabel]) throws(ModelStructureError) -> [Int] {
        guard let own = model.signature.classes, model.signature.givesScores || model.signature.givesProbabilities
        else {
            throw ModelStructureError("One of its models has neither a decision function nor probabilities")
        }
        switch calibration {
        case .curves(let curves):
            let expected = own.count == 2 ? 1 : own.count
            guard curves.count == expected, classes.count >= 2 else {
                throw ModelStructureError("A model of \(own.count) classes has \(curves.count) calibrators")
            }
        case .temperature(let factor):
            guard factor.isFinite, own.count == classes.count else {
                throw ModelStructureError("A model of \(own.count) classes is scaled by \(factor)")
            }
            // It was perhaps trained on the numbers of the classes.
            return Array(classes.indices)
        }
        return try ClassLabel.positions(of: own, in: classes)
    }
}

extension PredictionError {
    /// Scores of a number that the model around cannot use.
    static let scoresOfAnotherShape = PredictionError(
        .noScores,
        "A model inside of this one has scores of pairs of classes, which it cannot use. Train it with scores of classes"
    )
}
