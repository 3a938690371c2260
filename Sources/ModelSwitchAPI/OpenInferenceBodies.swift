/// `GET /v2`.
public struct InferenceServerMetadata: Codable, Sendable, Equatable {
    public let name: String
    public let version: String
    /// The protocol's extensions that the server has.
    public let extensions: [String]

    public init(name: String, version: String, extensions: [String]) {
        self.name = name
        self.version = version
        self.extensions = extensions
    }
}

/// `GET /v2/models/{model}`.
public struct InferenceModelMetadata: Codable, Sendable, Equatable {
    public struct Tensor: Codable, Sendable, Equatable {
        public let name: String
        public let datatype: String
        /// -1 for any number of rows.
        public let shape: [Int]

        public init(name: String, datatype: String, shape: [Int]) {
            self.name = name
            self.datatype = datatype
            self.shape = shape
        }
    }

    public let name: String
    /// Those that are ready; the one that was asked for where the path names one.
    public let versions: [String]
    public let platform: String
    public let inputs: [Tensor]
    public let outputs: [Tensor]

    public init(name: String, versions: [String], platform: String, inputs: [Tensor], outputs: [Tensor]) {
        self.name = name
        self.versions = versions
        self.platform = platform
        self.inputs = inputs
        self.outputs = outputs
    }
}

/// `GET /v2/models/{model}/config`, in the form of Triton's `ModelConfig`.
public struct InferenceModelConfiguration: Codable, Sendable, Equatable {
    public struct Tensor: Codable, Sendable, Equatable {
        public let name: String
        /// Such as `TYPE_FP64`.
        public let dataType: String
        public let dims: [Int]

        public init(name: String, dataType: String, dims: [Int]) {
            self.name = name
            self.dataType = dataType
            self.dims = dims
        }

        enum CodingKeys: String, CodingKey {
            case name
            case dataType = "data_type"
            case dims
        }
    }

    public let name: String
    public let platform: String
    public let backend: String
    /// 0: the number of rows is the tensors' first dimension.
    public let maxBatchSize: Int
    public let input: [Tensor]
    public let output: [Tensor]

    public init(name: String, platform: String, backend: String, maxBatchSize: Int, input: [Tensor], output: [Tensor]) {
        self.name = name
        self.platform = platform
        self.backend = backend
        self.maxBatchSize = maxBatchSize
        self.input = input
        self.output = output
    }

    enum CodingKeys: String, CodingKey {
        case name
        case platform
        case backend
        case maxBatchSize = "max_batch_size"
        case input
        case output
    }
}

/// `GET /v2/models/stats` and its forms for a model and a version.
public struct InferenceStatistics: Codable, Sendable, Equatable {
    /// How often something was done, and how long it took in all.
    public struct Duration: Codable, Sendable, Equatable {
        public let count: UInt64
        /// Nanoseconds.
        public let ns: UInt64

        public init(count: UInt64, ns: UInt64) {
            self.count = count
            self.ns = ns
        }
    }

    public struct Durations: Codable, Sendable, Equatable {
        public let success: Duration
        public let fail: Duration
        /// Waiting for a thread.
        public let queue: Duration
        /// Putting the rows into training order.
        public let computeInput: Duration
        public let computeInfer: Duration
        public let computeOutput: Duration
        public let cacheHit: Duration
        public let cacheMiss: Duration

        public init(
            success: Duration,
            fail: Duration,
            queue: Duration,
            computeInput: Duration,
            computeInfer: Duration
        ) {
            self.success = success
            self.fail = fail
            self.queue = queue
            self.computeInput = computeInput
            self.computeInfer = computeInfer
            // The answer is written after the version is let go; there is no cache of answers.
            computeOutput = Duration(count: 0, ns: 0)
            cacheHit = Duration(count: 0, ns: 0)
            cacheMiss = Duration(count: 0, ns: 0)
        }

        enum CodingKeys: String, CodingKey {
            case success
            case fail
            case queue
            case computeInput = "compute_input"
            case computeInfer = "compute_infer"
            case computeOutput = "compute_output"
            case cacheHit = "cache_hit"
            case cacheMiss = "cache_miss"
        }
    }

    public struct Model: Codable, Sendable, Equatable {
        public let name: String
        public let version: String
        /// Unix milliseconds of the last inference; 0 when there was none.
        public let lastInference: UInt64
        /// Rows that were answered.
        public let inferenceCount: UInt64
        /// Runs of the model.
        public let executionCount: UInt64
        public let inferenceStats: Durations
        /// Empty: runs are not counted by the size of their batch.
        public let batchStats: [String]

        public init(
            name: String,
            version: String,
            lastInference: UInt64,
            inferenceCount: UInt64,
            executionCount: UInt64,
            inferenceStats: Durations
        ) {
            self.name = name
            self.version = version
            self.lastInference = lastInference
            self.inferenceCount = inferenceCount
            self.executionCount = executionCount
            self.inferenceStats = inferenceStats
            batchStats = []
        }

        enum CodingKeys: String, CodingKey {
            case name
            case version
            case lastInference = "last_inference"
            case inferenceCount = "inference_count"
            case executionCount = "execution_count"
            case inferenceStats = "inference_stats"
            case batchStats = "batch_stats"
        }
    }

    public let modelStats: [Model]

    public init(modelStats: [Model]) {
        self.modelStats = modelStats
    }

    enum CodingKeys: String, CodingKey {
        case modelStats = "model_stats"
    }
}

/// `GET /v2/models/{model}/ready`.
public struct InferenceModelReady: Codable, Sendable, Equatable {
    public let name: String
    public let ready: Bool

    public init(name: String, ready: Bool) {
        self.name = name
        self.ready = ready
    }
}

/// An entry of `POST /v2/repository/index`.
public struct RepositoryIndexEntry: Codable, Sendable, Equatable {
    public let name: String
    public let version: String
    /// `READY`, `UNAVAILABLE`, `LOADING` or `UNLOADING`.
    public let state: String
    public let reason: String?

    public init(name: String, version: String, state: String, reason: String?) {
        self.name = name
        self.version = version
        self.state = state
        self.reason = reason
    }
}

/// The body of an error under `/v2`.
public struct InferenceErrorBody: Codable, Sendable, Equatable {
    /// What was got, what was expected, what to do.
    public let error: String

    public init(error: String) {
        self.error = error
    }
}
