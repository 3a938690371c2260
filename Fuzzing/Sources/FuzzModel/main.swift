import FuzzDriver
import Inference
import ModelFormats

/// Asks a model that came out of damaged bytes: it may refuse, and must not trap.
func ask(_ model: any PredictiveModel) {
    let signature = model.signature
    var parts: PredictionParts = []
    if signature.givesProbabilities { parts.insert(.probabilities) }
    if signature.givesScores { parts.insert(.scores) }
    for value in [0, 0.5, -3e38, 1e300, .infinity, .nan] {
        let rows = Matrix(repeating: value, rowCount: 3, columnCount: signature.featureCount)
        _ = try? model.predict(FeatureTable(rows), asking: parts)
        _ = try? model.predict(FeatureTable(SparseMatrix(rows)), asking: parts)
    }
    let rows = Matrix(repeating: 1, rowCount: 2, columnCount: signature.featureCount)
    for columns in [signature.textFeatures, [0]] {
        let texts = columns.map { ($0, ["", "A word, İ\u{301} 12"] as [String?]) }
        let table = FeatureTable(rows, texts: Dictionary(uniqueKeysWithValues: texts))
        _ = try? model.predict(table, asking: parts)
    }
}

let status = FuzzDriver.run { start, count in
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let inspection = try? ModelFile.inspect(bytes)
    let loaded = try? ModelFile.load(bytes)
    // Whatever loads must be said to be servable.
    precondition((inspection?.servable ?? false) == (loaded != nil))
    if let loaded { ask(loaded.model) }
    return 0
}
precondition(status == 0)
