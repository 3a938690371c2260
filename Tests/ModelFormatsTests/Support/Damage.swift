import Inference
import ModelFormats

/// What became of damaged files.
struct Damage {
    var errorCount = 0
    var modelCount = 0

    /// Loads a file and, when a model comes out, asks it; a trap anywhere ends the whole run.
    mutating func load(_ bytes: [UInt8]) {
        do throws(ModelFileError) {
            let model = try ModelFile.load(bytes).model
            modelCount += 1
            Self.ask(model)
        } catch {
            errorCount += 1
        }
    }

    static func ask(_ model: any PredictiveModel) {
        let width = model.signature.featureCount
        var parts: PredictionParts = []
        if model.signature.givesProbabilities { parts.insert(.probabilities) }
        if model.signature.givesScores { parts.insert(.scores) }
        for value in [0, 0.5, -3e38, 1e300, .nan] {
            // Damage may make a model as wide as models may be, and nine of such rows take long.
            let rows = Matrix(repeating: value, rowCount: width > 4096 ? 1 : 9, columnCount: width)
            _ = try? model.predict(FeatureTable(rows), asking: parts)
        }
    }
}
