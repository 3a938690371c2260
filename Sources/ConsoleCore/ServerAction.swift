/// Something that changes the server.
package enum ServerAction: Sendable, Hashable {
    case switchVersion(VersionID)
    case rollBack(VersionID)
    case warm(VersionID)

    /// The version that it is about.
    package var target: VersionID {
        switch self {
        case .switchVersion(let id), .rollBack(let id), .warm(let id): id
        }
    }

    /// What runs now, such as `switching to v2`.
    var progress: String {
        switch self {
        case .switchVersion(let id): "switching \(id.model) to \(id.version)"
        case .rollBack(let id): "rolling \(id.model) back to \(id.version)"
        case .warm(let id): "warming \(id.version)"
        }
    }

    /// The same as a name for the thing, such as `the switch to v2`.
    var noun: String {
        switch self {
        case .switchVersion(let id): "the switch to \(id.version)"
        case .rollBack(let id): "the roll back to \(id.version)"
        case .warm(let id): "the warm-up of \(id.version)"
        }
    }
}
