import ModelSwitchAPI

/// What a question says: the change, and what speaks for it and against it.
extension ConsoleState {
    func questionText(_ action: ServerAction, in snapshot: Snapshot) -> String {
        let target = action.target
        let old = snapshot.active
        let ending = " [y/N]"
        switch action {
        case .warm:
            let size = snapshot.version(target)?.fileSize.map { " (\(Figures.bytes(Double($0))))" } ?? ""
            let keeps = old.map { "\($0.version) goes on answering" } ?? "no version answers yet"
            return "Warm \(target.version)? It is loaded\(size), checked and exercised; \(keeps)." + ending
        case .switchVersion:
            let from = old.map { "\($0.version) → " } ?? ""
            return "Switch \(target.model) \(from)\(target.version)? \(evidence(target, in: snapshot))." + ending
        case .rollBack:
            let from = old.map { " from \($0.version)" } ?? ""
            return "Roll \(target.model) back\(from) to \(target.version)? \(evidence(target, in: snapshot))." + ending
        }
    }

    private func evidence(_ target: VersionID, in snapshot: Snapshot) -> String {
        var parts: [String] = []
        if let active = snapshot.active { parts.append(load(on: active)) }
        if let version = snapshot.version(target) { parts.append(readiness(of: version)) }
        return parts.joined(separator: "; ")
    }

    private func load(on active: VersionObject) -> String {
        guard let figures = timeline.figures(of: active.id) else { return "no requests seen on \(active.version)" }
        return "\(Figures.rate(figures.rate)) req/s are on \(active.version)" + bracketed(figures)
    }

    private func readiness(of version: VersionObject) -> String {
        let name = version.version
        var text: String
        switch version.state {
        case .ready: text = "\(name) is warm"
        case .loading: text = "\(name) is being loaded"
        case .failed: text = "\(name) failed to load (\(version.reason ?? "no reason given")) and will be tried again"
        case .unloaded, .unloading: text = "\(name) is not loaded: it is loaded and checked first"
        }
        if let rows = version.goldenRows, version.state == .ready {
            text += ", passed \(Figures.plural(rows, "golden row"))"
        }
        guard let figures = timeline.figures(of: version.id), figures.requests > 0 else {
            return text + ", 0 requests seen"
        }
        return text + bracketed(figures)
    }

    private func bracketed(_ figures: VersionFigures) -> String {
        guard let half = figures.latency?.quantile(0.5), let tail = figures.latency?.quantile(0.99) else { return "" }
        let errors = figures.errorShare.map { ", errors \(Figures.percent($0)) %" } ?? ""
        return " (p50 \(half.text), p99 \(tail.text)\(errors))"
    }
}
