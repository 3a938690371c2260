import ModelSwitchAPI

/// What the table shows of one version.
struct TableRow {
    let version: VersionObject
    let figures: VersionFigures?
    let isActive: Bool
    let isSelected: Bool
    /// The action under way on this version.
    let action: ServerAction?

    /// The state as a word; colour only underlines it.
    var stateWord: String {
        switch action {
        case .switchVersion: "switching"
        case .rollBack: "returning"
        case .warm: "warming"
        case nil: version.exists ? version.state.rawValue : "gone"
        }
    }

    var stateRole: Role {
        guard action == nil, version.exists else { return .warning }
        return switch version.state {
        case .ready: .good
        case .loading, .unloading: .warning
        case .failed: .bad
        case .unloaded: .faint
        }
    }

    /// - Parameter from: observations below which the figure is no more than a hint.
    func quantile(_ share: Double, from: Double) -> (text: String, role: Role) {
        guard let latency = figures?.latency, let quantile = latency.quantile(share) else {
            return (Figures.unknown, .faint)
        }
        return (quantile.text, latency.total < from ? .faint : .plain)
    }
}
