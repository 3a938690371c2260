/// `GET /admin/active-version`.
public struct ActiveVersion: Sendable, Codable, Equatable {
    /// The version that answers requests which name none; absent while there is none.
    public var activeVersion: String?
    /// The versions that the repository holds, in natural order.
    public var availableVersions: [String]
    /// Grows by one with each activation; 0 before the first.
    public var generation: Int
    /// The version that a rollback makes active; absent when there is none.
    public var rollbackVersion: String?

    public init(
        activeVersion: String?,
        availableVersions: [String],
        generation: Int,
        rollbackVersion: String? = nil
    ) {
        self.activeVersion = activeVersion
        self.availableVersions = availableVersions
        self.generation = generation
        self.rollbackVersion = rollbackVersion
    }

    enum CodingKeys: String, CodingKey {
        case generation
        case rollbackVersion = "rollback_version"
        case activeVersion = "active_version"
        case availableVersions = "available_versions"
    }
}

/// The body of `POST /admin/set-active-version`.
public struct SetActiveVersion: Sendable, Codable, Equatable {
    public var version: String
    /// Why, for the history.
    public var reason: String?
    /// The generation that the caller saw; another one now refuses the switch.
    public var generation: Int?

    public init(version: String, reason: String? = nil, generation: Int? = nil) {
        self.version = version
        self.reason = reason
        self.generation = generation
    }
}

/// The body of `POST /admin/rollback`.
public struct Rollback: Sendable, Codable, Equatable {
    public var reason: String?
    public var generation: Int?

    public init(reason: String? = nil, generation: Int? = nil) {
        self.reason = reason
        self.generation = generation
    }
}

/// The answer to a switch or a rollback.
public struct ActivationResult: Sendable, Codable, Equatable {
    public var success: Bool
    /// What happened, or why nothing did.
    public var message: String
    /// The version that answers now.
    public var activeVersion: String?
    public var generation: Int?

    public init(success: Bool, message: String, activeVersion: String?, generation: Int?) {
        self.success = success
        self.message = message
        self.activeVersion = activeVersion
        self.generation = generation
    }

    enum CodingKeys: String, CodingKey {
        case success, message, generation
        case activeVersion = "active_version"
    }
}

/// The body of `POST /admin/warm`; the answer is the ``VersionObject``.
public struct Warm: Sendable, Codable, Equatable {
    public var version: String

    public init(version: String) {
        self.version = version
    }
}

/// The answer to `POST /admin/cache/clear`.
public struct CacheCleared: Sendable, Codable, Equatable {
    public var success: Bool
    public var message: String
    /// The version asked for; absent when all were.
    public var clearedVersion: String?

    public init(success: Bool, message: String, clearedVersion: String?) {
        self.success = success
        self.message = message
        self.clearedVersion = clearedVersion
    }

    enum CodingKeys: String, CodingKey {
        case success, message
        case clearedVersion = "cleared_version"
    }
}

/// One line of `GET /admin/history`.
public struct HistoryEntry: Sendable, Codable, Equatable {
    public var model: String
    public var generation: Int
    /// The version that was active before; absent for the first.
    public var from: String?
    public var to: String
    /// Unix seconds.
    public var at: Double
    /// Who asked: the address that the request came from.
    public var who: String
    public var reason: String?
    /// `activate` or `rollback`.
    public var kind: String
    /// SHA-256 of the artefact that became active.
    public var digest: String?

    public init(
        model: String,
        generation: Int,
        from: String?,
        to: String,
        at: Double,
        who: String,
        reason: String?,
        kind: String,
        digest: String?
    ) {
        self.model = model
        self.generation = generation
        self.from = from
        self.to = to
        self.at = at
        self.who = who
        self.reason = reason
        self.kind = kind
        self.digest = digest
    }
}
