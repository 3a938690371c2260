import PickleReader

/// What scikit-learn answered with one model.
struct RecordedCase: Sendable {
    let name: String
    /// Under which title the table lists the model.
    let estimator: String
    /// The name of its row set.
    let rows: String
    let predict: RecordedArray?
    /// One array for each output; none when the model has no probabilities.
    let probabilities: [RecordedArray]
    let scores: RecordedArray?
    let transform: RecordedArray?
}

extension RecordedCase {
    init(name: String, _ value: PickleValue) throws {
        guard let estimator = value["estimator"]?.text, let rows = value["rows"]?.text else {
            throw RecordingError("\(name) has no estimator or no rows")
        }
        self.name = name
        self.estimator = estimator
        self.rows = rows
        predict = try value["predict"].map(RecordedArray.init)
        probabilities = try value["predict_proba"].map { try ($0.elements ?? [$0]).map(RecordedArray.init) } ?? []
        scores = try value["decision_function"].map(RecordedArray.init)
        transform = try value["transform"].map(RecordedArray.init)
    }
}
