/// Where a version is in its life.
public enum VersionState: String, Sendable, Codable, CaseIterable {
    case unloaded
    case loading
    case ready
    case failed
    case unloading
}

/// What `GET /admin/models` says of one version.
public struct VersionObject: Sendable, Codable, Equatable {
    /// The name of the model that this is a version of.
    public var model: String
    public var version: String
    /// False for a version that the repository does not hold; one whose file is gone may live on in memory.
    public var exists: Bool
    /// Whether it is in memory and answers at once.
    public var loaded: Bool
    public var state: VersionState
    /// Whether it answers requests that name no version.
    public var active: Bool
    /// The seconds that its last load took, checks and warm-up included.
    public var loadTime: Double?
    /// The artefact's size in bytes.
    public var fileSize: Int?
    /// When the artefact was last written, in Unix seconds.
    public var modifiedTime: Double?
    /// The kind of file, such as `sklearn-joblib`; known once it was loaded.
    public var format: String?
    /// SHA-256 of the artefact in lower-case hexadecimal; known once it was loaded.
    public var digest: String?
    /// The bytes that the loaded model takes.
    public var memoryBytes: Int?
    /// Why the last load failed.
    public var reason: String?
    public var signature: SignatureObject?
    /// The sidecar's fields, but for its golden rows.
    public var metadata: [String: JSONValue]?
    /// How many golden rows the version passed when it was loaded.
    public var goldenRows: Int?
    /// How its requests are evaluated together; nil for each alone.
    public var batching: BatchingObject?

    public init(model: String, version: String, exists: Bool, loaded: Bool, state: VersionState, active: Bool) {
        self.model = model
        self.version = version
        self.exists = exists
        self.loaded = loaded
        self.state = state
        self.active = active
    }

    enum CodingKeys: String, CodingKey {
        case model, version, exists, loaded, state, active, format, digest, reason, signature, metadata, batching
        case loadTime = "load_time"
        case fileSize = "file_size"
        case modifiedTime = "modified_time"
        case memoryBytes = "memory_bytes"
        case goldenRows = "golden_rows"
    }
}

/// What a model takes and gives.
public struct SignatureObject: Sendable, Codable, Equatable {
    /// The width of a row.
    public var features: Int
    public var featureNames: [String]?
    /// `classification` or `regression`.
    public var task: String
    /// The classes in the order of the probabilities; a list for each output of a classifier of several.
    public var classes: [JSONValue]?
    /// Whether `null` may stand for a missing value.
    public var acceptsMissing: Bool
    /// Whether probabilities can be asked for.
    public var probabilities: Bool
    /// Whether scores can be asked for; nil from an older server.
    ///
    /// Scores are what scikit-learn calls the decision function.
    public var scores: Bool?
    /// The places of the features that are texts, counted from 0; nil when all are numbers.
    public var textFeatures: [Int]?
    /// The estimators, outermost first, such as `Pipeline(StandardScaler, LogisticRegression)`.
    public var estimator: String?

    public init(
        features: Int,
        featureNames: [String]?,
        task: String,
        classes: [JSONValue]?,
        acceptsMissing: Bool,
        probabilities: Bool,
        scores: Bool? = nil,
        textFeatures: [Int]? = nil,
        estimator: String?
    ) {
        self.features = features
        self.featureNames = featureNames
        self.task = task
        self.classes = classes
        self.acceptsMissing = acceptsMissing
        self.probabilities = probabilities
        self.scores = scores
        self.textFeatures = textFeatures
        self.estimator = estimator
    }

    enum CodingKeys: String, CodingKey {
        case features, task, classes, probabilities, scores, estimator
        case textFeatures = "text_features"
        case featureNames = "feature_names"
        case acceptsMissing = "accepts_missing"
    }
}
