import Inference
import Serving

extension PredictionAnswer {
    /// About how many values the answer has when it is written.
    var valueCount: Int {
        var columns = 1
        if case .values(let values) = prediction.outcome { columns = values.columnCount }
        columns += (prediction.probabilities?.columnCount ?? 0) + (prediction.scores?.columnCount ?? 0)
        if case .outputs(let outputs) = prediction.outcome {
            columns += outputs.reduce(outputs.count) { $0 + ($1.probabilities?.columnCount ?? 0) }
        }
        return prediction.rowCount.multipliedReportingOverflow(by: columns).partialValue
    }
}
