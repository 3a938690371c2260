/// How a version evaluates requests that arrive at the same time together.
public struct BatchingObject: Sendable, Codable, Equatable {
    /// Rows that are evaluated together.
    public var maxBatchSize: Int
    /// Milliseconds that a request waits for others.
    public var maxDelay: Double

    public init(maxBatchSize: Int, maxDelay: Double) {
        self.maxBatchSize = maxBatchSize
        self.maxDelay = maxDelay
    }

    enum CodingKeys: String, CodingKey {
        case maxBatchSize = "max_batch_size"
        case maxDelay = "max_delay_ms"
    }
}
