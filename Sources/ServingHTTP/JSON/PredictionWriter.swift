import Inference
import ModelRegistry
import Serving

/// Writes the answer to a prediction.
struct PredictionWriter {
    let answer: PredictionAnswer
    let isBatch: Bool

    func write(milliseconds: Double, into writer: inout JSONWriter) {
        writer.append(isBatch ? "{\"predictions\":" : "{\"prediction\":")
        writePredictions(&writer)
        writer.append(",\"model_version\":")
        writer.append(quoting: answer.key.version)
        writer.append(",\"latency_ms\":")
        writer.append(Self.rounded(milliseconds))
        writer.append(",\"model\":")
        writer.append(quoting: answer.key.model)
        if let probabilities = answer.prediction.probabilities { writeProbabilities(probabilities, &writer) }
        writer.append("}")
    }

    private func writePredictions(_ writer: inout JSONWriter) {
        switch answer.prediction.outcome {
        case .classIndices(let indices):
            let classes = answer.signature.classes ?? []
            writeRows(indices.count, &writer) { writer, row in
                let index = indices[row]
                if classes.indices.contains(index) { writer.append(classes[index]) } else { writer.append(index) }
            }
        case .values(let values):
            writeRows(values.rowCount, &writer) { writer, row in
                if values.columnCount == 1 {
                    writer.append(values[row, 0])
                } else {
                    writer.appendArray(values.row(row)) { $0.append($1) }
                }
            }
        }
    }

    private func writeProbabilities(_ probabilities: Matrix, _ writer: inout JSONWriter) {
        writer.append(",\"probabilities\":")
        writeRows(probabilities.rowCount, &writer) { writer, row in
            writer.appendArray(probabilities.row(row)) { $0.append($1) }
        }
        writer.append(",\"classes\":")
        writer.appendArray(answer.signature.classes ?? []) { $0.append($1) }
    }

    /// One row as it is, many as a list.
    private func writeRows(_ count: Int, _ writer: inout JSONWriter, _ row: (inout JSONWriter, Int) -> Void) {
        if isBatch {
            writer.appendArray(0..<count, row)
        } else if count > 0 {
            row(&writer, 0)
        } else {
            writer.append("null")
        }
    }

    /// To a tenth of a microsecond, and never 0: something was done.
    private static func rounded(_ milliseconds: Double) -> Double {
        max(1, (milliseconds * 1e4).rounded()) / 1e4
    }
}
