/// `GET /healthz`.
public struct Health: Sendable, Codable, Equatable {
    public enum Status: String, Sendable, Codable {
        case healthy
        case noModels = "no_models"
        case noActiveModel = "no_active_model"
        case draining
    }

    public var status: Status
    public var activeVersion: String?
    public var availableVersions: [String]
    /// How many versions are in memory.
    public var modelsLoaded: Int

    public init(status: Status, activeVersion: String?, availableVersions: [String], modelsLoaded: Int) {
        self.status = status
        self.activeVersion = activeVersion
        self.availableVersions = availableVersions
        self.modelsLoaded = modelsLoaded
    }

    enum CodingKeys: String, CodingKey {
        case status
        case activeVersion = "active_version"
        case availableVersions = "available_versions"
        case modelsLoaded = "models_loaded"
    }
}

/// `GET /`.
public struct ServiceInfo: Sendable, Codable, Equatable {
    public var name: String
    /// The server's own version.
    public var version: String
    public var activeVersion: String?
    public var availableVersions: [String]
    /// Paths of the other resources by name.
    public var links: [String: String]

    public init(
        name: String,
        version: String,
        activeVersion: String?,
        availableVersions: [String],
        links: [String: String]
    ) {
        self.name = name
        self.version = version
        self.activeVersion = activeVersion
        self.availableVersions = availableVersions
        self.links = links
    }

    enum CodingKeys: String, CodingKey {
        case name, version, links
        case activeVersion = "active_version"
        case availableVersions = "available_versions"
    }
}

/// Every error's body: `application/problem+json` of RFC 9457.
public struct Problem: Sendable, Codable, Equatable {
    /// A field that is to blame.
    public struct Field: Sendable, Codable, Equatable {
        /// Such as `features[3]`.
        public var path: String
        public var message: String

        public init(path: String, message: String) {
            self.path = path
            self.message = message
        }
    }

    /// A URI that names the kind of problem.
    public var type: String
    public var title: String
    /// The HTTP status.
    public var status: Int
    /// What was got, what was expected and what to do.
    public var detail: String
    /// The request's id.
    public var instance: String?
    public var errors: [Field]?

    public init(type: String, title: String, status: Int, detail: String, instance: String?, errors: [Field]?) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.instance = instance
        self.errors = errors
    }
}
