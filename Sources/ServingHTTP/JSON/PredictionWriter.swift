import Inference
import JSONText
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
        if answer.parts.contains(.probabilities) { writeProbabilities(&writer) }
        if let scores = answer.prediction.scores { writeScores(scores, &writer) }
        writer.append("}")
    }

    private func writePredictions(_ writer: inout JSONWriter) {
        switch answer.prediction.outcome {
        case .classIndices(let indices):
            let classes = answer.signature.classes ?? []
            writeRows(indices.count, &writer) { Self.write(indices[$1], of: classes, &$0) }
        case .values(let values):
            writeRows(values.rowCount, &writer) { writer, row in
                if values.columnCount == 1 {
                    writer.append(values[row, 0])
                } else {
                    writer.appendArray(of: values.row(row))
                }
            }
        case .outputs(let outputs):
            let classes = answer.signature.classesOfOutputs
            writeRows(answer.prediction.rowCount, &writer) { writer, row in
                writer.appendArray(zip(outputs, classes).map { ($0, $1) }) { writer, output in
                    guard case .classIndices(let indices) = output.0.outcome else { return writer.append("null") }
                    Self.write(indices[row], of: output.1, &writer)
                }
            }
        }
    }

    private static func write(_ index: Int, of classes: [ClassLabel], _ writer: inout JSONWriter) {
        if classes.indices.contains(index) { writer.append(classes[index]) } else { writer.append(index) }
    }

    /// For a classifier of several outputs a list for each, in both members.
    private func writeProbabilities(_ writer: inout JSONWriter) {
        writer.append(",\"probabilities\":")
        if let probabilities = answer.prediction.probabilities {
            writeRows(probabilities.rowCount, &writer) { $0.appendArray(of: probabilities.row($1)) }
        } else if case .outputs(let outputs) = answer.prediction.outcome {
            writeRows(answer.prediction.rowCount, &writer) { writer, row in
                writer.appendArray(outputs.compactMap(\.probabilities)) { writer, probabilities in
                    writer.appendArray(of: probabilities.row(row))
                }
            }
        } else {
            writer.append("null")
        }
        writer.append(",\"classes\":")
        if let classes = answer.signature.classes {
            writer.appendArray(classes) { $0.append($1) }
        } else {
            writer.appendArray(answer.signature.classesOfOutputs) { $0.appendArray($1) { $0.append($1) } }
        }
    }

    /// A number for two classes, else a list.
    private func writeScores(_ scores: Matrix, _ writer: inout JSONWriter) {
        writer.append(",\"scores\":")
        writeRows(scores.rowCount, &writer) { writer, row in
            if scores.columnCount == 1 {
                writer.append(scores[row, 0])
            } else {
                writer.appendArray(of: scores.row(row))
            }
        }
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
