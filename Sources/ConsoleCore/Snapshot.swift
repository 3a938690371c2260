import ModelSwitchAPI

/// The last good answer, and what was made of it.
struct Snapshot: Equatable, Sendable {
    /// When the answer came.
    var taken: Moment
    var poll: Poll
    var metrics: ServerMetrics

    var versions: [VersionObject] { poll.versions }
    var generation: Int { poll.active.generation }

    /// The version that answers requests which name none.
    var active: VersionObject? {
        let named = versions.filter { $0.version == poll.active.activeVersion }
        return named.first { $0.active } ?? named.first
    }

    /// Whether the table needs a column for the model's name.
    var hasSeveralModels: Bool {
        guard let first = versions.first else { return false }
        return versions.contains { $0.model != first.model }
    }

    func version(_ id: VersionID) -> VersionObject? {
        versions.first { $0.id == id }
    }

    func isActive(_ version: VersionObject) -> Bool {
        version.id == active?.id
    }
}

extension VersionObject {
    var id: VersionID { VersionID(model: model, version: version) }
}
