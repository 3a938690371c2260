import Decompression
import Inference
import ModelFormats

// All that these tests know of how a model is asked.

extension Recording {
    /// A file as it was before it was compressed.
    static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let format = CompressionFormat(bytes) else { return bytes }
        return try Decompressor(format).unfold(bytes)
    }
}

extension RecordedCase {
    /// What the served model answers to the recorded rows.
    func served(from family: RecordedFamily, _ rows: RecordedTable) throws -> ServedAnswers {
        let bytes = try family.bytes(of: name)
        guard predict != nil else { return ServedAnswers(transform: try Self.transformed(bytes, rows.features)) }
        let model = try ModelFile.load(bytes).model
        var parts: PredictionParts = []
        if model.signature.givesProbabilities { parts.insert(.probabilities) }
        if model.signature.givesScores { parts.insert(.scores) }
        let prediction = try model.predict(rows.features, asking: parts)
        try Self.checkSparse(model, rows.features, prediction, parts)
        return ServedAnswers(
            predictions: Self.predictions(prediction.outcome, model.signature),
            probabilities: probabilities(of: prediction),
            scores: Self.scores(of: prediction),
            transform: try? Self.transformed(bytes, rows.features)
        )
    }

    /// What the transformer in a file makes of the rows, as a step of a pipeline would.
    private static func transformed(_ bytes: [UInt8], _ rows: FeatureTable) throws -> [Double] {
        var rows = rows
        try ModelFile.loadTransformer(bytes).transform(&rows)
        return try rows.matrix().values
    }

    /// Sparse rows are answered as dense ones are.
    private static func checkSparse(
        _ model: any PredictiveModel,
        _ rows: FeatureTable,
        _ dense: Prediction,
        _ parts: PredictionParts
    ) throws {
        guard rows.texts.isEmpty else { return }
        let sparse = try model.predict(FeatureTable(SparseMatrix(rows.matrix())), asking: parts)
        let (numbers, others) = (numbers(of: dense), numbers(of: sparse))
        guard numbers.count == others.count else { throw RecordingError("sparse rows have other answers") }
        for (number, other) in zip(numbers, others) where Comparison.difference(other, number) > Tolerance.usual {
            throw RecordingError("sparse rows give \(other) and dense ones \(number)")
        }
    }

    private static func numbers(of prediction: Prediction) -> [Double] {
        let outcome: [Double] =
            switch prediction.outcome {
            case .classIndices(let indices): indices.map(Double.init)
            case .values(let matrix): matrix.values
            case .outputs(let outputs): outputs.flatMap(numbers)
            }
        return outcome + (prediction.probabilities?.values ?? []) + (prediction.scores?.values ?? [])
    }

    private static func predictions(
        _ outcome: Prediction.Outcome,
        _ signature: ModelSignature
    ) -> ServedAnswers.Predictions {
        switch outcome {
        case .values(let matrix): .numbers(matrix.values)
        case .classIndices(let indices): .labels([labels(indices, signature.classes ?? [])])
        case .outputs(let outputs):
            .labels(
                zip(outputs, signature.classesOfOutputs).map { output, classes in
                    guard case .classIndices(let indices) = output.outcome else { return [] }
                    return labels(indices, classes)
                }
            )
        }
    }

    private static func labels(_ indices: [Int], _ classes: [ClassLabel]) -> [ClassLabel] {
        indices.map { classes.indices.contains($0) ? classes[$0] : .integer($0) }
    }

    /// One array for each output, or, where scikit-learn gives the chances of several labels as one array, that one.
    private func probabilities(of prediction: Prediction) -> [[Double]] {
        guard case .outputs(let outputs) = prediction.outcome else {
            return prediction.probabilities.map { [withoutLonely($0).values] } ?? []
        }
        let matrices = outputs.compactMap(\.probabilities)
        guard probabilities.count == 1, matrices.count > 1 else { return matrices.map(\.values) }
        return [Matrix.joined(matrices.map { $0.columns([$0.columnCount - 1]) }).values]
    }

    /// A label for rows without neighbours is a class here, the last; scikit-learn has no column for it.
    private func withoutLonely(_ probabilities: Matrix) -> Matrix {
        guard let width = self.probabilities.first?.width, estimator.hasPrefix("Radius") else { return probabilities }
        return probabilities.columns(Array(0..<min(width, probabilities.columnCount)))
    }

    private static func scores(of prediction: Prediction) -> [Double]? {
        guard case .outputs(let outputs) = prediction.outcome else { return prediction.scores?.values }
        let matrices = outputs.compactMap(\.scores)
        return matrices.isEmpty ? nil : Matrix.joined(matrices).values
    }
}

extension RecordedTable {
    /// The rows as a model takes them.
    var features: FeatureTable {
        var numbers = Matrix(repeating: .nan, rowCount: rowCount, columnCount: columnCount)
        var texts: [Int: [String?]] = [:]
        for (index, cell) in cells.enumerated() {
            let (row, column) = (index / columnCount, index % columnCount)
            switch cell {
            case .number(let number): numbers[row, column] = number
            case .text(let text):
                texts[column, default: [String?](repeating: nil, count: rowCount)][row] = text
            case .none: break
            }
        }
        return FeatureTable(numbers, texts: texts)
    }
}
