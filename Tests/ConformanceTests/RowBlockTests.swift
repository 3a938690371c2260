import Inference
import ModelFormats
import Testing

/// Rows together, in blocks and one by one: every recorded model gives the same bits.
struct RowBlockTests {
    @Test(arguments: ConformanceFixtures.families.filter { $0.version == ConformanceFixtures.versions.last })
    func `A batch in blocks, or row by row, is answered as the whole is`(_ family: RecordedFamily) throws {
        let recording = try Recording(of: family)
        for recorded in recording.cases where recorded.predict != nil && ConformanceFixtures.includes(recorded.name) {
            guard let rows = recording.rows[recorded.rows]?.features,
                let model = try? ModelFile.load(family.bytes(of: recorded.name)).model
            else { continue }
            var parts: PredictionParts = []
            if model.signature.givesProbabilities { parts.insert(.probabilities) }
            if model.signature.givesScores { parts.insert(.scores) }
            try check(model, rows, parts, "\(family) \(recorded.name)")
            guard rows.texts.isEmpty else { continue }
            try check(model, FeatureTable(SparseMatrix(rows.matrix())), parts, "\(family) \(recorded.name), sparse")
        }
    }

    private func check(
        _ model: any PredictiveModel,
        _ rows: FeatureTable,
        _ parts: PredictionParts,
        _ name: String
    ) throws {
        let whole = bits(of: try model.predict(rows, asking: parts))
        for size in [1, 3, 8, 37] where size < rows.rowCount {
            let blocks = try stride(from: 0, to: rows.rowCount, by: size).map { start in
                try model.predict(rows.rows(start..<min(rows.rowCount, start + size)), asking: parts)
            }
            let joined = Prediction.joined(blocks)
            #expect(joined.rowCount == rows.rowCount)
            let found = bits(of: joined)
            let differing = zip(whole, found).count { $0 != $1 }
            #expect(found.count == whole.count && differing == 0, "\(name) in blocks of \(size)")
        }
    }

    private func bits(of prediction: Prediction) -> [UInt64] {
        let outcome: [UInt64] =
            switch prediction.outcome {
            case .classIndices(let indices): indices.map { UInt64($0) }
            case .values(let matrix): matrix.values.map(\.bitPattern)
            case .outputs(let outputs): outputs.flatMap(bits)
            }
        let others = (prediction.probabilities?.values ?? []) + (prediction.scores?.values ?? [])
        return outcome + others.map(\.bitPattern)
    }
}
