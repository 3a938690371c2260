import ModelSwitchAPI

extension TextPage {
    /// Fields of a sidecar beyond this many are left out, and so is the rest of a long one.
    private static let fieldLimit = 200
    private static let fieldLength = 1000

    /// All that is known of a version.
    static func details(of id: VersionID, _ state: ConsoleState) -> TextPage {
        let title = "\(id.model) \(id.version)"
        guard let snapshot = state.snapshot, let version = snapshot.version(id) else {
            let line = Line(text: "The server no longer has this version.", role: .warning)
            return TextPage(title: title, labelColumns: 12, lines: [line], glyphs: state.look.glyphs)
        }
        let lines =
            standing(of: version, isActive: snapshot.isActive(version)) + artefact(of: version, at: state.now)
            + signature(of: version) + figures(of: id, state) + sidecar(of: version)
        return TextPage(title: title, labelColumns: 16, lines: lines, glyphs: state.look.glyphs)
    }

    private static func standing(of version: VersionObject, isActive: Bool) -> [Line] {
        var lines = [
            Line(label: "state", text: version.state.rawValue + (isActive ? ", active" : "")),
            Line(label: "load time", text: version.loadTime.map(Figures.duration) ?? "not loaded yet"),
        ]
        if let rows = version.goldenRows {
            lines.append(Line(label: "golden rows", text: "\(Figures.count(Double(rows))) passed"))
        }
        if let reason = version.reason {
            lines.insert(Line(label: "reason", text: clipped(reason), role: .bad), at: 1)
        }
        return lines
    }

    private static func artefact(of version: VersionObject, at now: Moment) -> [Line] {
        [
            Line(label: "format", text: version.format ?? "known once it is loaded"),
            Line(label: "file", text: version.fileSize.map { Figures.bytes(Double($0)) } ?? Figures.unknown),
            Line(
                label: "modified",
                text: version.modifiedTime.map { Figures.date($0, zoneOffset: now.zoneOffset) } ?? Figures.unknown
            ),
            Line(label: "sha256", text: version.digest ?? "known once it is loaded"),
            Line(label: "memory", text: version.memoryBytes.map { Figures.bytes(Double($0)) } ?? "not in memory"),
        ]
    }

    private static func signature(of version: VersionObject) -> [Line] {
        guard let signature = version.signature else { return [] }
        var lines = [
            Line(label: "estimator", text: clipped(signature.estimator ?? "not named")),
            Line(label: "task", text: signature.task),
        ]
        if let classes = signature.classes {
            lines.append(
                Line(label: "classes", text: clipped(classes.prefix(fieldLimit).map(\.text).joined(separator: ", ")))
            )
        }
        lines.append(Line(label: "features", text: Figures.count(Double(signature.features))))
        if let names = signature.featureNames {
            lines.append(Line(label: "", text: clipped(names.prefix(fieldLimit).joined(separator: ", "))))
        }
        lines.append(Line(label: "missing values", text: signature.acceptsMissing ? "allowed" : "refused"))
        return lines
    }

    private static func figures(of id: VersionID, _ state: ConsoleState) -> [Line] {
        guard let figures = state.timeline.figures(of: id), figures.requests > 0 else {
            return [Line(label: "traffic", text: "none in the last \(Timeline.window) polls")]
        }
        let text = "\(Figures.rate(figures.rate)) req/s, \(Figures.count(figures.errors)) errors"
        let traffic = Line(label: "traffic", text: text)
        guard let latency = figures.latency, latency.total > 0 else { return [traffic] }
        let quantiles = Histogram.marks.compactMap { name, share in
            latency.quantile(share).map { "\(name) \($0.text)" }
        }
        return [traffic, Line(label: "latency", text: quantiles.joined(separator: ", "))]
    }

    private static func sidecar(of version: VersionObject) -> [Line] {
        guard let metadata = version.metadata else { return [] }
        let fields = metadata.sorted { $0.key < $1.key }.prefix(fieldLimit)
        return [Line(), Line(label: "SIDECAR")]
            + fields.map { Line(label: clipped($0.key), text: clipped($0.value.text)) }
    }

    private static func clipped(_ text: String) -> String {
        String(text.prefix(fieldLength))
    }
}

extension JSONValue {
    /// The value on one line, for people.
    fileprivate var text: String {
        switch self {
        case .null: "none"
        case .boolean(let value): value ? "yes" : "no"
        case .integer(let value): String(value)
        case .number(let value): value.description
        case .string(let value): value
        case .array(let values): values.prefix(200).map(\.text).joined(separator: ", ")
        case .object(let fields):
            fields.sorted { $0.key < $1.key }.prefix(200).map { "\($0.key) \($0.value.text)" }.joined(separator: ", ")
        }
    }
}
